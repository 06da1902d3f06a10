// SPDX-License-Identifier: Apache-2.0
package io.meterweave.llm;

import io.meterweave.llm.UsageName.Convention;
import io.meterweave.llm.UsageName.Field;
import io.meterweave.llm.UsageName.Role;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers as a result has them, before anybody says what they mean.
 *
 * <p>Confined to the thread that reads. The first value of a field stays.
 */
final class RawUsage {
  private static final long ABSENT = -1;
  private static final double MAX_TOKENS = 1e9;
  private static final int MAX_TEXT = 256;
  private static final int FIELDS = Field.values().length;

  private final long[] tokens = new long[FIELDS];
  private final boolean[] missed = new boolean[FIELDS];
  private boolean detailsMissed;
  private boolean wayMissed;
  private boolean cacheInside;
  private boolean cacheOutside;
  private Convention reasoning = Convention.UNSAID;
  private boolean ownKey;
  private double costUsd = Double.NaN;
  private @Nullable String model;
  private @Nullable String id;

  RawUsage() {
    Arrays.fill(tokens, ABSENT);
  }

  /** Keeps a number of tokens; one that cannot be is a number that is missing. */
  void put(Field field, Convention convention, Number number) {
    double value = number.doubleValue();
    if (!(value >= 0 && value <= MAX_TOKENS)) {
      missed[field.ordinal()] = true;
      return;
    }
    if (!has(field)) {
      tokens[field.ordinal()] = Math.round(value);
    }
    if (field == Field.REASONING && reasoning == Convention.UNSAID) {
      reasoning = convention;
    } else if (value > 0 && (field == Field.CACHE_READ || field == Field.CACHE_WRITE)) {
      cacheInside |= convention == Convention.INSIDE;
      cacheOutside |= convention == Convention.OUTSIDE;
    }
  }

  /** Notes that something is there and cannot be read; null: nobody knows what. */
  void missed(@Nullable UsageName name) {
    if (name != null && name.field() != null) {
      missed[name.field().ordinal()] = true;
    } else if (name != null && name.role() == Role.DETAILS) {
      detailsMissed = true;
    } else {
      wayMissed = true;
    }
  }

  void putCost(Number dollars) {
    double value = dollars.doubleValue();
    if (Double.isNaN(costUsd) && value >= 0 && value <= Double.MAX_VALUE) {
      costUsd = value;
    }
  }

  void payWithOwnKey(boolean isOwn) {
    ownKey |= isOwn;
  }

  void putModel(CharSequence text) {
    model = model == null ? cut(text) : model;
  }

  void putId(Object value) {
    if (id == null && value instanceof CharSequence text) {
      id = cut(text);
    }
  }

  private static String cut(CharSequence text) {
    String whole = text.toString();
    return whole.length() <= MAX_TEXT ? whole : whole.substring(0, MAX_TEXT);
  }

  /** Replaces all numbers by those of another reading. */
  void takeTokens(RawUsage other) {
    System.arraycopy(other.tokens, 0, tokens, 0, FIELDS);
    System.arraycopy(other.missed, 0, missed, 0, FIELDS);
    detailsMissed = other.detailsMissed;
    cacheInside = other.cacheInside;
    cacheOutside = other.cacheOutside;
    reasoning = other.reasoning;
    costUsd = other.costUsd;
    ownKey = other.ownKey;
  }

  /** Returns whether there is a number for one of the two sides. */
  boolean hasTokens() {
    return has(Field.INPUT) || has(Field.OUTPUT);
  }

  boolean has(Field field) {
    return tokens[field.ordinal()] != ABSENT;
  }

  /** Returns the number, 0 if there is none. */
  long get(Field field) {
    return Math.max(0, tokens[field.ordinal()]);
  }

  /** Returns what the names say about cached tokens; details of a number lie inside it. */
  Convention cacheConvention() {
    if (cacheInside) {
      return Convention.INSIDE;
    }
    return cacheOutside ? Convention.OUTSIDE : Convention.UNSAID;
  }

  Convention reasoningConvention() {
    return reasoning;
  }

  /** Returns whether something could not be read. */
  boolean isBlocked() {
    return wayMissed || detailsMissed || isAnyMissing();
  }

  /** Returns whether a part is known to be missing; input never is by right. */
  boolean isIncomplete() {
    return detailsMissed || !has(Field.INPUT) || isAnyMissing();
  }

  private boolean isAnyMissing() {
    for (Field field : Field.values()) {
      if (field != Field.TOTAL && missed[field.ordinal()] && !has(field)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what the provider says the call cost; {@code NaN} if nothing, or not the whole. */
  double costUsd() {
    return ownKey ? Double.NaN : costUsd;
  }

  @Nullable String model() {
    return model;
  }

  @Nullable String id() {
    return id;
  }
}
