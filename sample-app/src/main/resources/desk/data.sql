-- Made-up customers; what is there is brought up to date at every start.
MERGE INTO customer (id, name, tier) KEY (id) VALUES
  ('C-1001', 'Marisol Vega', 'FREE'),
  ('C-1002', 'Tom Okafor', 'FREE'),
  ('C-1003', 'Ines Lindqvist', 'FREE'),
  ('C-1004', 'Piet de Boer', 'FREE'),
  ('C-1005', 'Hana Suzuki', 'FREE'),
  ('C-2001', 'Brightside Dental', 'PRO'),
  ('C-2002', 'Kilian & Sons Joinery', 'PRO'),
  ('C-2003', 'Studio Nordlys', 'PRO'),
  ('C-2004', 'Adeyemi Translations', 'PRO'),
  ('C-2005', 'Copper Kettle Bakery', 'PRO'),
  ('C-3001', 'Halvorsen Shipping', 'ENTERPRISE'),
  ('C-3002', 'Meridian Insurance', 'ENTERPRISE'),
  ('C-3003', 'City of Varna, Archives', 'ENTERPRISE');

-- A few tickets, so that a new desk is not empty.
INSERT INTO ticket (customer, channel, category, question, answer, outcome, created)
SELECT s.*, DATEADD(HOUR, -10, CURRENT_TIMESTAMP) FROM (VALUES
  ('C-1002', 'web', 'account',
    'I never got the mail for my new password.',
    'We send the link to the address of your account; it is valid for 30 minutes. Please look in the spam folder. (Article 101)', 'answered'),
  ('C-2003', 'email', 'billing',
    'Can we pay by the year from October on?',
    'Yes: Settings, Billing, Change plan, Yearly. The rest of the month is credited. (Article 112)', 'answered'),
  ('C-3001', 'phone', 'security',
    'Our auditors ask in which country our files are.',
    'Your workspace is in the European Union; it can be moved within three days. (Article 144)', 'answered'),
  ('C-1004', 'chat', 'sync',
    'What is this ''conflicted copy'' that has appeared?',
    'Two people changed the file at the same time and we kept both. (Article 122)', 'answered'),
  ('C-2005', 'web', 'sharing',
    'Can I see who has looked at the price list I shared?',
    'Yes, under Shared, Links, Activity. (Article 132)', 'answered'),
  ('C-3002', 'email', 'api',
    'Our nightly job gets 429 since Tuesday.',
    'Your plan allows 6,000 requests a minute for the whole workspace; use the changes endpoint. (Article 152)', 'answered'),
  ('C-1001', 'web', 'general',
    'Do you also repair bicycles?',
    'A colleague will answer you within one working day.', 'handed over'),
  ('C-2002', 'chat', 'mobile',
    'The app eats my battery on the building site.',
    'Choose Only while charging for the photo upload, and check that the app is 6.2 or newer. (Article 163)', 'answered'),
  ('C-3003', 'phone', 'integrations',
    'May we scan old files straight into a folder?',
    'Yes: every folder can have an upload address for mail. (Article 174)', 'answered')
) AS s WHERE NOT EXISTS (SELECT 1 FROM ticket);
