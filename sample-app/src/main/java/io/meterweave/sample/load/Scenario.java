// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.load;

import java.util.List;
import java.util.random.RandomGenerator;

/** The kinds of customers, and of every hundred requests how many are theirs. */
enum Scenario {
  /** Asks something that an article answers. */
  PLAIN(46) {
    @Override
    Request request(RandomGenerator random) {
      return new Request(anyone(random), pick(random, "web", "web", "chat"), question(random));
    }
  },

  /** A company writes a long mail: many tokens. */
  LONG_EMAIL(14) {
    @Override
    Request request(RandomGenerator random) {
      String mail = Questions.MAILS.get(random.nextInt(Questions.MAILS.size()));
      return new Request(company(random), "email", mail.replace("QUESTION", question(random)));
    }
  },

  /** Asks about an old version, which only the slow archive knows. */
  OLD_VERSION(6) {
    @Override
    Request request(RandomGenerator random) {
      return new Request(company(random), "phone", one(random, Questions.OLD));
    }
  },

  /** Asks what nobody has written about: a colleague takes over. */
  NOTHING_KNOWN(4) {
    @Override
    Request request(RandomGenerator random) {
      return new Request(anyone(random), "web", one(random, Questions.ODD));
    }
  },

  /** One free customer asks more than the tier allows, always the same. */
  EAGER(20) {
    @Override
    Request request(RandomGenerator random) {
      return new Request("C-1003", "chat", Questions.KNOWN.get(0));
    }
  },

  /** Sends the form without a question. */
  EMPTY(3) {
    @Override
    Request request(RandomGenerator random) {
      return new Request(anyone(random), "web", "");
    }
  },

  /** Gives a customer number that nobody has. */
  STRANGER(2) {
    @Override
    Request request(RandomGenerator random) {
      return new Request("C-9" + random.nextInt(100, 1_000), "web", question(random));
    }
  },

  /** Looks at the newest tickets. */
  READER(5) {
    @Override
    Request request(RandomGenerator random) {
      return Questions.NO_QUESTION;
    }
  };

  private static final List<Scenario> ALL = List.of(values());

  private final int percent;

  Scenario(int percent) {
    this.percent = percent;
  }

  int percent() {
    return percent;
  }

  /** Returns a request of this kind. */
  abstract Request request(RandomGenerator random);

  /** Returns each kind once and then one by its share. */
  static Scenario next(long number, RandomGenerator random) {
    if (number < ALL.size()) {
      return ALL.get((int) number);
    }
    int left = random.nextInt(100);
    for (Scenario scenario : ALL) {
      left -= scenario.percent;
      if (left < 0) {
        return scenario;
      }
    }
    return PLAIN;
  }

  private static String question(RandomGenerator random) {
    return one(random, Questions.KNOWN);
  }

  private static String anyone(RandomGenerator random) {
    return pick(
        random, "C-1001", "C-1002", "C-1004", "C-1005", "C-2001", "C-2002", "C-2003", "C-2004",
        "C-2005", "C-3001", "C-3002", "C-3003");
  }

  private static String company(RandomGenerator random) {
    return pick(random, "C-2001", "C-2003", "C-3001", "C-3002", "C-3003");
  }

  private static String pick(RandomGenerator random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String one(RandomGenerator random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
