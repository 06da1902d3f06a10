// SPDX-License-Identifier: Apache-2.0
package io.meterweave.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The classes and other files that lie in the archive inside the agent's jar.
 *
 * <p>Thread-safe. What is not there, or cannot be read, or is asked for after the end, is null.
 */
/*
 * Problem: who opens a jar reads the names of all its entries first. The agent has five thousand,
 * and the JVM, before it can start an agent, opens its jar: 30 to 50 ms in which the application
 * waits, for the code that does it has just been loaded and is interpreted.
 *
 * Choice: an archive inside the jar. The jar has a dozen entries, the archive lies in it as it is,
 * not compressed once more, and an index beside it says where in the archive each file lies: rows
 * of the name's hash, the place, and the sizes, ascending, so that nothing is read of it but the 13
 * rows of a binary search. The hash is that of the class's name, which the string knows already.
 * The archive is an ordinary one, so that people and scanners can look into it.
 *
 * Rejected: to open the archive by JarFile, which cannot; to unpack it into a temporary file.
 */
final class PackedClasses implements Closeable {
  private static final String ARCHIVE = "inst/classes.jar";
  private static final String INDEX = "inst/classes.index";
  private static final String CLASS = ".classdata";
  private static final int ROW = 16;

  private final JarFile jar;
  private final ZipEntry archive;
  private final byte[] index;
  private final AtomicReference<@Nullable Inflater> idle = new AtomicReference<>();
  private volatile boolean isClosed;

  /**
   * Opens the jar.
   *
   * @throws IOException if it cannot be read, or is not whole
   */
  PackedClasses(File file) throws IOException {
    jar = new JarFile(file, false);
    try {
      archive = entry(ARCHIVE);
      try (InputStream in = jar.getInputStream(entry(INDEX))) {
        index = in.readAllBytes();
      }
    } catch (Throwable notWhole) {
      jar.close();
      throw notWhole;
    }
  }

  private ZipEntry entry(String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException("the agent jar is not complete: " + name + " is missing");
    }
    return entry;
  }

  /** Returns a class file. */
  byte @Nullable [] classFile(String binaryName) {
    return read(binaryName, null);
  }

  /** Returns any file; classes end on {@code .classdata}. */
  byte @Nullable [] file(String name) {
    return name.endsWith(CLASS)
        ? classFile(name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
        : read(name, name);
  }

  /** Returns an address that gives a file, or null if there is none. */
  @Nullable URL url(String name) {
    byte[] bytes = file(name);
    if (bytes == null) {
      return null;
    }
    try {
      return new URL("meterweave", "", -1, "/" + name, new Files());
    } catch (IOException neverWithHandler) {
      return null;
    }
  }

  private byte @Nullable [] read(String key, @Nullable String name) {
    int hash = key.hashCode();
    try {
      for (int row = first(hash); row < index.length && number(row) == hash; row += ROW) {
        String file = name == null ? key.replace('.', '/') + CLASS : name;
        byte[] bytes = bytes(file, number(row + 4), number(row + 8), number(row + 12));
        if (bytes != null) {
          return bytes;
        }
      }
      return null;
    } catch (IOException | DataFormatException | RuntimeException damagedOrClosed) {
      return null;
    }
  }

  /** Returns the first row whose hash is not less. */
  private int first(int hash) {
    int low = 0;
    int high = index.length / ROW;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (number(middle * ROW) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * ROW;
  }

  private int number(int at) {
    return index[at] << 24
        | (index[at + 1] & 0xff) << 16
        | (index[at + 2] & 0xff) << 8
        | (index[at + 3] & 0xff);
  }

  /** Two names may have one hash, so the name before the bytes decides; null: it is another. */
  private byte @Nullable [] bytes(String name, int offset, int packed, int size)
      throws IOException, DataFormatException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    byte[] read = new byte[wanted.length + packed];
    try (InputStream in = jar.getInputStream(archive)) {
      in.skipNBytes(offset - wanted.length);
      in.readNBytes(read, 0, read.length);
    }
    if (!name.equals(new String(read, 0, wanted.length, StandardCharsets.UTF_8))) {
      return null;
    }
    return inflate(read, wanted.length, packed, size);
  }

  private byte[] inflate(byte[] from, int offset, int packed, int size) throws DataFormatException {
    byte[] bytes = new byte[size];
    Inflater inflater = idle.getAndSet(null);
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    try {
      inflater.setInput(from, offset, packed);
      for (int at = 0; at < size; ) {
        int more = inflater.inflate(bytes, at, size - at);
        if (more == 0) {
          throw new DataFormatException("ends early");
        }
        at += more;
      }
    } finally {
      inflater.reset();
      keep(inflater);
    }
    return bytes;
  }

  /** One is kept for the next who reads; it holds memory that is not the heap's. */
  private void keep(@Nullable Inflater inflater) {
    Inflater other = idle.getAndSet(inflater);
    if (other != null) {
      other.end();
    }
    if (inflater != null && isClosed) {
      keep(null);
    }
  }

  /** Closes the jar; nothing is found any more. */
  @Override
  public void close() throws IOException {
    isClosed = true;
    keep(null);
    jar.close();
  }

  /** Opens the addresses that {@link #url} gives. */
  private final class Files extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {
          // There is nothing to connect to.
        }

        @Override
        public InputStream getInputStream() throws IOException {
          byte[] bytes = file(getURL().getPath().substring(1));
          if (bytes == null) {
            throw new IOException("the agent has left: " + getURL());
          }
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
