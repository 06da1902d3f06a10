// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.attach;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
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
final class LiveBytecode implements AutoCloseable {
  private final VirtualMachine machine;
  private final String className;

  private LiveBytecode(VirtualMachine machine, String className) {
    this.machine = machine;
    this.className = className;
  }

  /** Connects to a JVM that listens for debuggers on a port. */
  static LiveBytecode of(int port, Class<?> type) throws Exception {
    for (AttachingConnector connector : Bootstrap.virtualMachineManager().attachingConnectors()) {
      if (connector.transport().name().equals("dt_socket")) {
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        return new LiveBytecode(connector.attach(arguments), type.getName());
      }
    }
    throw new IllegalStateException("this Java has no connector for sockets");
  }

  /** Returns each method with its code and its lines. */
  List<String> read() throws AbsentInformationException {
    ReferenceType type = machine.classesByName(className).get(0);
    List<String> methods = new ArrayList<>();
    for (Method method : type.methods()) {
      methods.add(
          method.name()
              + method.signature()
              + " "
              + HexFormat.of().formatHex(method.bytecodes())
              + " "
              + method.allLineLocations());
    }
    return methods;
  }

  @Override
  public void close() {
    machine.dispose();
  }
}
