// SPDX-License-Identifier: Apache-2.0
package io.meterweave.explain;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of an archive on their way to a reader that goes from front to back, and what the
 * archive says of itself at its end.
 *
 * <p>Confined to the reading thread.
 */
/*
 * Problem: java.util.zip.ZipInputStream takes whatever is not an entry for the end of the entries,
 * and an end in the middle of an entry's head as well. A jar that was cut off, or is none, looks
 * like one without classes.
 *
 * Choice: a record of 22 bytes, and a comment, ends every archive and tells how many entries it
 * has. The last bytes are kept while they pass by. A number above 65,534 stands elsewhere, and is
 * left unchecked. As with java.util.zip.ZipFile something may stand before the first entry, such as
 * the script that launches a jar, and something after the record. The record must say where the first
 * entry is, so that the end of an archive inside is not taken for this one's.
 */
final class ArchiveEnd extends FilterInputStream {
  private static final int RECORD = 22;
  private static final int LONGEST = RECORD + 0xffff;
  private static final int ENTRIES = 10;
  private static final int TABLE_SIZE = 12;
  private static final int TABLE_START = 16;
  private static final int COMMENT = 20;
  private static final int UNKNOWN = 0xffff;
  private static final int FIRST_ENTRY = 0x504b0304;

  private final byte[] last = new byte[LONGEST];
  private int end;
  private int kept;
  private long passed;
  private long before;

  ArchiveEnd(InputStream bytes) {
    super(bytes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    if (read > 0) {
      passed += read;
      keep(into, from + Math.max(0, read - LONGEST), Math.min(read, LONGEST));
    }
    return read;
  }

  private void keep(byte[] bytes, int from, int length) {
    int first = Math.min(length, LONGEST - end);
    System.arraycopy(bytes, from, last, end, first);
    System.arraycopy(bytes, from + first, last, 0, length - first);
    end = (end + length) % LONGEST;
    kept = Math.min(LONGEST, kept + length);
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] passed = new byte[(int) Math.max(0, Math.min(wanted, 8192))];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Returns these bytes from the first entry on; passes over all of them if there is none. */
  InputStream fromFirstEntry() throws IOException {
    PushbackInputStream from = new PushbackInputStream(this, 4);
    int last = 0;
    for (int next = read(); next >= 0; next = read()) {
      last = last << 8 | next;
      if (last == FIRST_ENTRY) {
        from.unread(new byte[] {'P', 'K', 3, 4});
        before = passed - 4;
        break;
      }
    }
    return from;
  }

  /**
   * Reads what is left, and compares.
   *
   * @param entries how many have been read
   * @throws IOException if the archive has no end, or more entries than that
   */
  void require(int entries) throws IOException {
    transferTo(OutputStream.nullOutputStream());
    int written = entriesWritten();
    if (written < 0) {
      throw new EOFException(
          entries == 0 ? "it is no archive, or its end is missing" : "its end is missing");
    }
    if (written != UNKNOWN && entries < written) {
      throw new ZipException(
          "of its " + written + " entries only the first " + entries + " are in order");
    }
  }

  private int entriesWritten() {
    for (int back = RECORD; back <= kept; back++) {
      if (at(back) == 'P' && at(back - 1) == 'K' && at(back - 2) == 5 && at(back - 3) == 6) {
        boolean isInside = u2(back - COMMENT) <= back - RECORD;
        if (isInside && (isZip64(back) || isOfFirstEntry(back))) {
          return u2(back - ENTRIES);
        }
      }
    }
    return -1;
  }

  /**
   * Whatever was put in front, the table of entries may count from there or from the very start.
   */
  private boolean isOfFirstEntry(int back) {
    long first = passed - back - u4(back - TABLE_SIZE) - u4(back - TABLE_START);
    return first == before || first == 0;
  }

  /** Where the numbers are too large, or might be, another record is in between. */
  private boolean isZip64(int back) {
    int locator = back + 20;
    return locator <= kept
        && at(locator) == 'P'
        && at(locator - 1) == 'K'
        && at(locator - 2) == 6
        && at(locator - 3) == 7;
  }

  private long u4(int back) {
    return u2(back) | (long) u2(back - 2) << 16;
  }

  private int u2(int back) {
    return at(back) | at(back - 1) << 8;
  }

  private int at(int back) {
    return last[(end - back + LONGEST) % LONGEST] & 0xff;
  }
}
