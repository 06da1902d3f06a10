// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.load;

import java.util.List;

/** What customers ask. Immutable. */
final class Questions {
  static final Request NO_QUESTION = new Request("", "", "");

  /** There is an article for each of these. */
  static final List<String> KNOWN =
      List.of(
          "I forgot my password, how can I reset it?",
          "Where do I find the invoices of last year for our accountant?",
          "We were charged twice this month, why?",
          "How do I change from monthly to yearly billing?",
          "Can I get a refund for the yearly plan I bought by mistake?",
          "Please put our VAT number on the invoice.",
          "Do we pay for a seat when somebody only opens a shared link?",
          "My files do not sync since this morning, the icon says waiting for network.",
          "What is a conflicted copy and may I delete it?",
          "How do I choose the folders that are synced to my computer?",
          "How large may a file be that I upload in the browser?",
          "I deleted a folder by accident, can I restore the older version?",
          "Sync uses a lot of CPU and memory on my laptop, is that normal?",
          "How can I limit the bandwidth of uploads during the day?",
          "A file with a question mark in its name is not synced to Windows.",
          "How do I share a folder with people outside of our company?",
          "Can I see who has opened my shared link?",
          "How do I stop sharing a folder with a former client?",
          "What is the difference between viewers and editors?",
          "How do I switch on two-factor sign-in for my team?",
          "I lost my phone and cannot sign in without two-factor.",
          "How are our files encrypted, and can we bring our own keys?",
          "In which country are our files stored?",
          "How do we set up single sign-on with SAML?",
          "I think somebody else has used my account, what now?",
          "How do I create an API token with read access only?",
          "The API answers 429, what are the rate limits?",
          "Why does the API answer 403 although the token is valid?",
          "We get some webhooks twice, is that a fault?",
          "How do I list the changes of a folder through the API since my last request?",
          "The app drains the battery of my phone.",
          "How do I open files on my phone without a connection?",
          "How do I connect Slack so that links show a preview?",
          "Can we import our files from another storage service such as Dropbox?");

  /** Only the archive knows about these. */
  static final List<String> OLD =
      List.of(
          "Lotus Notes connector: the attachments are missing in old mails.",
          "We still map a network drive over WebDAV and it stopped working.",
          "BlackBerry: there is no connection any more.",
          "CentOS 6: symbol lookup error when the Linux client starts.",
          "We used the FTP gateway, what is the way to SFTP?");

  /** Nobody has written about these. */
  static final List<String> ODD =
      List.of(
          "Do you sponsor our handball tournament?",
          "Is your cafeteria open on Saturday?",
          "Could someone recommend a plumber nearby?");

  /** Long mails around a {@code QUESTION}. */
  static final List<String> MAILS =
      List.of(
          """
          Dear support team,

          we have been using Tidewater for three years now and are on the whole very content. \
          Since our move to the new office a colleague of mine has run into something that we \
          could not solve by ourselves, although we have tried on two computers.

          QUESTION

          It would be good to have this settled before the end of the quarter, when our auditors \
          come. You can reach me at this address every day until five.

          Kind regards
          """,
          """
          Hello,

          following up on what I discussed with your colleague last week, here is the question in \
          writing, as he asked me to do:

          QUESTION

          For your information: we are 140 people, most of them on Windows and some on macOS. \
          Everybody is in the same workspace. Nothing was changed on our side.

          Thank you in advance
          """);

  private Questions() {}
}
