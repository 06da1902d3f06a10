// SPDX-License-Identifier: Apache-2.0
package io.meterweave.api;

/** The span where there is none. Immutable. */
enum NoSpan implements Span {
  INSTANCE;

  @Override
  public String traceId() {
    return "00000000000000000000000000000000";
  }

  @Override
  public String spanId() {
    return "0000000000000000";
  }

  @Override
  public boolean isRecording() {
    return false;
  }

  @Override
  public Span setAttribute(String key, String value) {
    return this;
  }

  @Override
  public Span setAttribute(String key, long value) {
    return this;
  }

  @Override
  public Span setAttribute(String key, double value) {
    return this;
  }

  @Override
  public Span setAttribute(String key, boolean value) {
    return this;
  }

  @Override
  public Span addEvent(String name) {
    return this;
  }

  @Override
  public Span recordError(Throwable error) {
    return this;
  }
}
