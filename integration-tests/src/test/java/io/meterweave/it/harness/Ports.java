// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of the loopback address. Thread-safe. */
public final class Ports {
  private Ports() {}

  /** Returns a port that nobody listens on at this moment. */
  public static int free() {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a port until the socket is closed. */
  public static ServerSocket taken() {
    try {
      return listen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether somebody listens on a port. */
  public static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }
}
