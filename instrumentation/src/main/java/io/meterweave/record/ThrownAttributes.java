// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the event {@code exception}, whose stack trace is written when somebody reads
 * it.
 *
 * <p>Immutable to all who look; thread-safe: two who read it at once both write it. Nothing of the
 * throwable is held on to but texts and frames, and those only until they are written.
 */
final class ThrownAttributes implements Attributes {
  static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  private final String type;
  private final @Nullable String message;
  private final int maxTrace;

  /** The lines, an {@code Object[]}; once they are written, the {@link Attributes} instead. */
  private volatile Object content;

  /**
   * Makes them.
   *
   * @param lines of the stack trace: texts, which end with a line break, and frames
   * @param maxTrace how many characters of the stack trace are kept
   */
  ThrownAttributes(String type, @Nullable String message, Object[] lines, int maxTrace) {
    this.type = type;
    this.message = message;
    this.maxTrace = maxTrace;
    this.content = lines;
  }

  @Nullable String message() {
    return message;
  }

  private Attributes written() {
    Object known = content;
    if (known instanceof Attributes already) {
      return already;
    }
    Attributes written = write((Object[]) known);
    content = written;
    return written;
  }

  private Attributes write(Object[] lines) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(TYPE, type);
    if (message != null) {
      attributes.put(MESSAGE, message);
    }
    attributes.put(TRACE, trace(lines));
    return attributes.build();
  }

  private String trace(Object[] lines) {
    StringBuilder text = new StringBuilder(1024);
    for (int i = 0; i < lines.length && text.length() <= maxTrace; i++) {
      if (lines[i] instanceof StackTraceElement frame) {
        text.append("\tat ").append(frame).append('\n');
      } else {
        text.append(lines[i]);
      }
    }
    return Names.cut(text.toString(), maxTrace);
  }

  @Override
  public <T> @Nullable T get(AttributeKey<T> key) {
    return written().get(key);
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
    written().forEach(consumer);
  }

  @Override
  public int size() {
    return message == null ? 2 : 3;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    return written().asMap();
  }

  @Override
  public AttributesBuilder toBuilder() {
    return written().toBuilder();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || written().equals(other instanceof ThrownAttributes same ? same.written() : other);
  }

  @Override
  public int hashCode() {
    return written().hashCode();
  }

  @Override
  public String toString() {
    return written().toString();
  }
}
