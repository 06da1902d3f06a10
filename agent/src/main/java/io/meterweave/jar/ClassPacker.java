// SPDX-License-Identifier: Apache-2.0
package io.meterweave.jar;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a folder of classes into an archive that any tool for jars can read, and writes beside it
 * where in the archive each of them lies, as {@code agent.PackedClasses} looks it up.
 *
 * <p>Runs when the agent is built. The same files give the same bytes.
 */
/*
 * The one code of this module that does not run where the agent does. It stands here because it
 * writes what PackedClasses reads, and one test holds both together; the jar leaves this package
 * out. Rejected: a module of its own for one class.
 */
public final class ClassPacker {
  private static final String CLASS = ".classdata";

  /** A real time would make every build another, and one before this an entry of another shape. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final List<Row> rows = new ArrayList<>();
  private long written;

  private ClassPacker() {}

  /** Where a file lies. */
  private record Row(int hash, int offset, int packed, int size) {}

  /** Takes the folder, the archive and the index. */
  public static void main(String[] arguments) throws IOException {
    ClassPacker packer = new ClassPacker();
    packer.pack(Path.of(arguments[0]), Path.of(arguments[1]));
    packer.writeIndex(Path.of(arguments[2]));
  }

  private void pack(Path folder, Path archive) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
        ZipOutputStream zip = new ZipOutputStream(counted(out))) {
      for (Path file : files) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        add(zip, name, Files.readAllBytes(file));
      }
    }
  }

  private OutputStream counted(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        out.write(value);
        written++;
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        written += length;
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  /** An entry whose sizes are said before its bytes is packed twice: here, and by the stream. */
  private void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.DEFLATED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(packedSize(bytes));
    entry.setCrc(sum.getValue());
    zip.setLevel(Deflater.BEST_COMPRESSION);
    zip.putNextEntry(entry);
    zip.flush();
    int offset = Math.toIntExact(written);
    zip.write(bytes);
    zip.closeEntry();
    String key =
        name.endsWith(CLASS)
            ? name.substring(0, name.length() - CLASS.length()).replace('/', '.')
            : name;
    rows.add(new Row(key.hashCode(), offset, (int) entry.getCompressedSize(), bytes.length));
  }

  private static long packedSize(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      deflater.deflate(buffer);
    }
    long size = deflater.getBytesWritten();
    deflater.end();
    return size;
  }

  private void writeIndex(Path file) throws IOException {
    rows.sort(Comparator.comparingInt(Row::hash).thenComparingInt(Row::offset));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Row row : rows) {
      out.writeInt(row.hash());
      out.writeInt(row.offset());
      out.writeInt(row.packed());
      out.writeInt(row.size());
    }
    Files.write(file, bytes.toByteArray());
  }
}
