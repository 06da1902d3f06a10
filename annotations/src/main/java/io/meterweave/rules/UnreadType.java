// SPDX-License-Identifier: Apache-2.0
package io.meterweave.rules;

/** A type of which at most the name is known. Immutable. */
record UnreadType(String name) implements PathType {
  @Override
  public boolean isRead() {
    return false;
  }

  @Override
  public boolean isInterface() {
    return false;
  }

  @Override
  public Is is(String type) {
    return name.equals(type) ? Is.YES : Is.UNKNOWN;
  }

  @Override
  public PathType method(String method) {
    return UNKNOWN;
  }

  @Override
  public PathType field(String field) {
    return UNKNOWN;
  }
}
