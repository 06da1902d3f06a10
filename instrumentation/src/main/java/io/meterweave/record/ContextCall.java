// SPDX-License-Identifier: Apache-2.0
package io.meterweave.record;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A call under way with what is current while it runs: itself.
 *
 * <p>As a call confined to the calling thread, as a context thread-safe.
 */
/*
 * A context of OpenTelemetry that has a span, and the scope that ends it, are three objects beside the
 * call. The call is a context as well, and needs no scope, for it knows the thread's place.
 *
 * Whoever keeps a context (a task that runs later, under which a further call runs, whose context
 * another task keeps…) must not keep the calls around it, or a chain of tasks would never be freed. So
 * a call knows what was before it only while it runs, and beside that the rest of the context, which is
 * never a call.
 */
abstract sealed class ContextCall extends OpenCells implements Context
    permits OpenCall, UnsampledCall {
  private static final ContextKey<?> SPAN;

  static {
    ThreadContext.prepare();
    SPAN = spanKey();
  }

  private Context rest = Context.root();
  private @Nullable Context before;

  /** The thread's place or, where it has none of ours, a scope; null: nothing was made current. */
  private @Nullable Object attachedTo;

  ContextCall(CellSet cells) {
    super(cells);
  }

  /** The key is not public, but a span says it to every context that it is put into. */
  private static ContextKey<?> spanKey() {
    KeyOfSpan asked = new KeyOfSpan();
    Span.getInvalid().storeInContext(asked);
    ContextKey<?> said = asked.key;
    if (said == null) {
      throw new IllegalStateException("cannot happen: a span has a key");
    }
    return said;
  }

  /** Returns what is current on this thread. */
  static Context current() {
    @Nullable Object[] place = ThreadContext.ofThread();
    if (place == null) {
      return Context.current();
    }
    Object current = place[0];
    return current == null ? Context.root() : (Context) current;
  }

  /** Returns the span that this context has. */
  abstract Span ownSpan();

  /** Makes this current; the last thing that is done for the span of a call. */
  @SuppressWarnings("MustBeClosedChecker") // closed in leaveContext, when the call ends
  final void attach() {
    @Nullable Object[] place = ThreadContext.ofThread();
    if (place == null) {
      Context outer = Context.current();
      rest = restOf(outer);
      before = outer;
      attachedTo = makeCurrent();
      return;
    }
    Context outer = (Context) place[0];
    rest = outer == null ? Context.root() : restOf(outer);
    before = outer;
    attachedTo = place;
    place[0] = this;
  }

  private static Context restOf(Context context) {
    return context instanceof ContextCall call ? call.rest : context;
  }

  /**
   * Makes current what was so before. Whatever is current by now (a scope inside the call that
   * nobody closed, a call whose end did not run because the stack overflowed) is no more.
   */
  @SuppressWarnings("MustBeClosedChecker") // goes back to what the thread had
  final void leaveContext() {
    Object at = attachedTo;
    if (at == null) {
      return;
    }
    Context outer = before;
    attachedTo = null;
    before = null;
    if (at instanceof Object[] place) {
      place[0] = outer;
    } else if (Context.current() == this) {
      ((Scope) at).close();
    } else if (outer != null) {
      outer.makeCurrent();
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public final <V> @Nullable V get(ContextKey<V> key) {
    return key == SPAN ? (V) ownSpan() : rest.get(key);
  }

  @Override
  public final <V> Context with(ContextKey<V> key, V value) {
    return key == SPAN ? rest.with(key, value) : rest.with(ownSpan()).with(key, value);
  }

  /** Listens to a key. Confined to a thread. */
  private static final class KeyOfSpan implements Context {
    private @Nullable ContextKey<?> key;

    @Override
    public <V> @Nullable V get(ContextKey<V> other) {
      return null;
    }

    @Override
    public <V> Context with(ContextKey<V> other, V value) {
      key = other;
      return this;
    }
  }
}
