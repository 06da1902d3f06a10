// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A client that sends exactly what it is told, and reads no more than it wants. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  static RawClient connect(int port) throws IOException {
    return connect(port, 64 * 1024);
  }

  /**
   * @param window how many bytes the system takes for a client that does not read
   */
  static RawClient connect(int port, int window) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(window);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    return new RawClient(socket);
  }

  /** One request, one answer, one connection. */
  static Answer ask(int port, String request) throws IOException {
    try (RawClient client = connect(port)) {
      client.send(request);
      return client.answer();
    }
  }

  static Answer get(int port, String path, String... headers) throws IOException {
    return ask(port, request("GET", path, headers));
  }

  static String request(String method, String path, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (java.util.Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
      text.append("Host: localhost\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Reads one answer to a request that was not a HEAD. */
  Answer answer() throws IOException {
    return answer(true);
  }

  String firstLine() throws IOException {
    return line();
  }

  Answer answer(boolean hasBody) throws IOException {
    return answerAfter(Integer.parseInt(line().split(" ", 3)[1]), hasBody);
  }

  /** Reads what follows a first line with this status. */
  Answer answerAfter(int status) throws IOException {
    return answerAfter(status, true);
  }

  private Answer answerAfter(int status, boolean hasBody) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = hasBody ? body(headers) : new byte[0];
    return new Answer(status, headers, body);
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(line(), 16);
      all.write(in.readNBytes(length));
      if (!line().isEmpty()) {
        throw new IOException("a chunk is longer than it says");
      }
    } while (length > 0);
    return all.toByteArray();
  }

  /** Reads until the server has said all; -1 is what a read returns then. */
  int readToEnd() throws IOException {
    int read = in.read();
    while (read >= 0) {
      read = in.read();
    }
    return read;
  }

  /** Tells whether the server has closed the connection, orderly or not. */
  boolean isClosed() throws IOException {
    try {
      return readToEnd() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  RawClient patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.write(b);
      b = in.read();
    }
    if (b < 0) {
      throw new IOException("closed after \"" + line.toString(ISO_8859_1) + '"');
    }
    return line.toString(ISO_8859_1).strip();
  }

  /** An answer, its headers' names in lower case. */
  @SuppressWarnings("ArrayRecordComponent") // Read, never compared.
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    String unzipped() throws IOException {
      try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(gzip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }
}
