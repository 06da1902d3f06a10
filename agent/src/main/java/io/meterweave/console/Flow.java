// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent while it is being made, to all who asked for it in time.
 *
 * <p>One thread fills it; everything else is confined to the event loop.
 */
/*
 * A page of 10,000 series has ten megabytes. Made as a whole it is held as a whole, and the client
 * waits for the last byte before it gets the first. Here each piece is sent as soon as it is full,
 * and the arrays of pieces that everybody has taken are filled again: a page costs what lies between
 * the slowest of its readers and the end.
 *
 * The pieces are a list linked forwards, and each reader holds the one that it is at: what is behind
 * all of them is garbage without anybody removing it, and a reader that goes away lets go of
 * everything by itself. The thread that fills never waits for a reader. A slow one costs memory, as
 * it would with a page made beforehand, and not the time of those who ask for something else. How
 * much memory is bounded where all answers are known, in Connections, but for the two that were begun
 * last: one answer that is larger than the bound must arrive, too. A page of 100,000 series that
 * nobody takes off the line is some hundred megabytes of the application's heap.
 *
 * The answer has no length when its head is sent, so it is chunked, and a failure in the middle ends
 * the connection without the last chunk: no client can take a part for the whole.
 */
final class Flow implements Payload {
  static final int PIECE_BYTES = 64 * 1024;

  private final Executor eventLoop;

  /** At most as many as have been under way at once; gone with the answer. */
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

  private final Set<Reader> readers = new LinkedHashSet<>();

  private volatile boolean isAbandoned;
  private Piece last = new Piece(new byte[0], 0, 0, 0);
  private @Nullable Piece first = last;
  private boolean isEnded;
  private boolean isBroken;

  Flow(Executor eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** Returns an array to fill. Called by the thread that fills. */
  byte[] buffer() {
    byte[] used = free.poll();
    return used == null ? new byte[PIECE_BYTES] : used;
  }

  /** Takes an array that is filled. Called by the thread that fills. */
  void push(byte[] bytes, int length) {
    if (length > 0 && !isAbandoned) {
      onEventLoop(() -> append(bytes, length));
    }
  }

  /** Takes no more readers: whoever asks from now on gets an answer that is made later. */
  void seal() {
    onEventLoop(
        () -> {
          first = null;
          isAbandoned = readers.isEmpty();
        });
  }

  /** Says that this was all. */
  void end() {
    onEventLoop(
        () -> {
          isEnded = true;
          tellReaders();
        });
  }

  /** Says that the rest will never come. */
  void fail() {
    onEventLoop(
        () -> {
          isBroken = true;
          tellReaders();
        });
  }

  /** Returns whether all readers have gone away. */
  boolean isAbandoned() {
    return isAbandoned;
  }

  private void onEventLoop(Runnable step) {
    try {
      eventLoop.execute(step);
    } catch (RejectedExecutionException closed) {
      isAbandoned = true;
    }
  }

  private void append(byte[] bytes, int length) {
    if (readers.isEmpty()) {
      return;
    }
    Piece piece = new Piece(bytes, length, last.end + length, readers.size());
    last.next = piece;
    last = piece;
    tellReaders();
  }

  private void tellReaders() {
    for (Reader reader : new ArrayList<>(readers)) {
      reader.whenMore.run();
    }
  }

  @Override
  public long length() {
    return isEnded ? last.end : UNKNOWN;
  }

  @Override
  public long heldBytes() {
    long held = 0;
    for (Reader reader : readers) {
      held = Math.max(held, last.end - reader.at.end);
    }
    return held;
  }

  @Override
  public Slices read(Runnable whenMore) {
    Piece start = first;
    if (start == null) {
      throw new IllegalStateException("a reader that comes too late would miss the beginning");
    }
    Reader reader = new Reader(start, whenMore);
    readers.add(reader);
    return reader;
  }

  private final class Reader implements Slices {
    private final Runnable whenMore;
    private Piece at;

    Reader(Piece at, Runnable whenMore) {
      this.at = at;
      this.whenMore = whenMore;
    }

    @Override
    public @Nullable ByteBuffer next() {
      Piece next = at.next;
      if (next == null) {
        return null;
      }
      at = next;
      return ByteBuffer.wrap(next.bytes, 0, next.length);
    }

    @Override
    public void sent() {
      if (--at.readersLeft == 0 && at.bytes.length == PIECE_BYTES) {
        free.add(at.bytes);
      }
    }

    @Override
    public boolean isAtEnd() {
      return isEnded && at.next == null;
    }

    @Override
    public boolean isBroken() {
      return isBroken;
    }

    @Override
    public void close() {
      if (readers.remove(this) && readers.isEmpty() && first == null) {
        isAbandoned = true;
      }
    }
  }

  /** Some bytes and what follows them. */
  private static final class Piece {
    private final byte[] bytes;
    private final int length;

    /** How long the answer is up to here. */
    private final long end;

    private int readersLeft;
    private @Nullable Piece next;

    Piece(byte[] bytes, int length, long end, int readersLeft) {
      this.bytes = bytes;
      this.length = length;
      this.end = end;
      this.readersLeft = readersLeft;
    }
  }
}
