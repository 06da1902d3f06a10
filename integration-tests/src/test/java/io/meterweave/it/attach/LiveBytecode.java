// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import static org.awaitility.Awaitility.await;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The bytecode of a class as a running JVM executes it, asked by the debugger's interface: a
 * transformer would only ever see what is handed to it.
 *
 * <p>Confined to the calling thread.
 */
final class LiveBytecode {
  private LiveBytecode() {}

  /**
   * Returns each method of a class with its code and its lines.
   *
   * @param port where the JVM listens for debuggers
   */
  static List<String> read(int port, Class<?> type) {
    // A debugger keeps what it has read, so each reading is one debugger. The JVM listens again a
    // moment after one has left.
    return await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(ConnectException.class)
        .until(() -> readOnce(port, type), methods -> true);
  }

  private static List<String> readOnce(int port, Class<?> type) throws Exception {
    VirtualMachine machine = connect(port);
    try {
      return methods(machine.classesByName(type.getName()).get(0));
    } finally {
      machine.dispose();
    }
  }

  private static VirtualMachine connect(int port) throws Exception {
    for (AttachingConnector connector : Bootstrap.virtualMachineManager().attachingConnectors()) {
      if (connector.transport().name().equals("dt_socket")) {
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        return connector.attach(arguments);
      }
    }
    throw new IllegalStateException("this Java has no connector for sockets");
  }

  private static List<String> methods(ReferenceType type) throws AbsentInformationException {
    List<String> methods = new ArrayList<>();
    for (Method method : type.methods()) {
      methods.add(
          method.name()
              + method.signature()
              + " "
              + HexFormat.of().formatHex(withoutConstants(method.bytecodes()))
              + " "
              + method.allLineLocations());
    }
    return methods;
  }

  /**
   * Blanks the numbers of constants: a JVM that replaces a class puts the constants of both
   * versions in one pool and numbers them anew.
   */
  private static byte[] withoutConstants(byte[] code) {
    byte[] blanked = code.clone();
    for (int at = 0; at < code.length; at += length(code, at)) {
      int opcode = code[at] & 0xff;
      int constant = opcode == 0x12 ? 1 : namesConstant(opcode) ? 2 : 0;
      for (int i = 1; i <= constant; i++) {
        blanked[at + i] = 0;
      }
    }
    return blanked;
  }

  /** ldc_w, ldc2_w, fields, calls, new, anewarray, checkcast, instanceof, multianewarray. */
  private static boolean namesConstant(int opcode) {
    return opcode == 0x13
        || opcode == 0x14
        || (opcode >= 0xb2 && opcode <= 0xbb)
        || opcode == 0xbd
        || opcode == 0xc0
        || opcode == 0xc1
        || opcode == 0xc5;
  }

  /** Returns the length of an instruction, as the JVM specification has it in chapter 6. */
  private static int length(byte[] code, int at) {
    int opcode = code[at] & 0xff;
    return switch (opcode) {
      case 0x10, 0x12, 0x15, 0x16, 0x17, 0x18, 0x19, 0x36, 0x37, 0x38, 0x39, 0x3a, 0xa9, 0xbc -> 2;
      case 0x11, 0x13, 0x14, 0x84, 0xbb, 0xbd, 0xc0, 0xc1, 0xc6, 0xc7 -> 3;
      case 0xb9, 0xba, 0xc8, 0xc9 -> 5;
      case 0xc5 -> 4;
      case 0xaa, 0xab, 0xc4 -> throw new IllegalArgumentException("not in the target: " + opcode);
      default -> (opcode >= 0x99 && opcode <= 0xa8) || (opcode >= 0xb2 && opcode <= 0xb8) ? 3 : 1;
    };
  }
}
