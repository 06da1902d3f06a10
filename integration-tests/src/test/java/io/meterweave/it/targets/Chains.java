// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** Calls that run through several measured methods and are one, and such as are several. */
public final class Chains {
  private Chains() {}

  /** Asks for the measurement of what implements it. */
  public interface Service {
    /** Does something. */
    @TrackMetrics(name = "served", trackActive = true, labels = "what={arg0}")
    @TraceOperation(name = "serve")
    String serve(String what);

    /** Answers by itself. */
    @CountCalls(metricName = "greeted", labels = "who={arg0}")
    default String greet(String who) {
      return "hello " + who;
    }
  }

  /** Implements it. */
  public static class Plain implements Service {
    @Override
    public String serve(String what) {
      if (what.startsWith("fail")) {
        throw new ExpectedException(what);
      }
      return what;
    }

    @Override
    public String greet(String who) {
      return Service.super.greet(who) + "!";
    }
  }

  /** Calls what it overrides. */
  public static class Careful extends Plain {
    @Override
    public String serve(String what) {
      return super.serve(what) + ".";
    }

    @Override
    public String greet(String who) {
      Callable<String> later = () -> super.greet(who);
      try {
        return later.call() + "?";
      } catch (Exception impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** The third in the chain, with calls of its own. */
  public static class Busy extends Careful {
    private final Service other = new Plain();

    @Override
    public String serve(String what) {
      return switch (what) {
        case "recursion" -> super.serve(what) + serve("recursion.1");
        case "recursion.1" -> super.serve(what) + serve("recursion.2");
        case "delegation" -> super.serve(what) + other.serve(what);
        case "twice" -> super.serve(what) + super.serve(what);
        case "caught" -> caught();
        default -> super.serve(what);
      };
    }

    private String caught() {
      try {
        return super.serve("fail inside");
      } catch (ExpectedException expected) {
        return "caught";
      }
    }

    String again(String what) {
      return super.serve(what);
    }
  }

  /** What a proxy does with a call. */
  interface Handling {
    Object handle(Callable<Object> call) throws Exception;
  }

  private static Service proxy(Service target, Handling handling) {
    InvocationHandler handler =
        (proxy, method, values) ->
            handling.handle(
                () -> {
                  try {
                    return method.invoke(target, values);
                  } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                  }
                });
    return (Service)
        Proxy.newProxyInstance(
            Chains.class.getClassLoader(), new Class<?>[] {Service.class}, handler);
  }

  /** Runs what a proxy may stand around. */
  @TraceOperation(name = "interceptor")
  static Object intercepted(Callable<Object> call) throws Exception {
    return call.call();
  }

  private static Object twice(Callable<Object> call) throws Exception {
    try {
      return call.call();
    } catch (ExpectedException once) {
      return "caught " + call.call();
    }
  }

  private static Object elsewhere(Callable<Object> call) throws Exception {
    Object[] result = new Object[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                result[0] = call.call();
              } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
              }
            });
    thread.start();
    thread.join();
    return result[0];
  }

  /** Runs everything a known number of times. */
  public static void main(String[] arguments) {
    System.out.println(new Plain().serve("one") + new Careful().serve("two"));
    Busy busy = new Busy();
    System.out.println(busy.serve("three"));
    System.out.println(busy.serve("recursion"));
    System.out.println(busy.serve("delegation"));
    System.out.println(busy.serve("twice"));
    System.out.println(busy.serve("caught"));
    System.out.println(busy.again("from elsewhere"));
    Stage.fails(() -> busy.serve("fail"));
    System.out.println(busy.serve("after"));
    System.out.println(new Plain().greet("plain") + new Careful().greet("careful"));
    System.out.println(
        new Service() {
          @Override
          public String serve(String what) {
            return what;
          }
        }.greet("anonymous"));
    runProxies();
    Stage.reached("done");
  }

  private static void runProxies() {
    Busy target = new Busy();
    System.out.println(proxy(target, Callable::call).serve("proxied"));
    System.out.println(proxy(target, Chains::intercepted).serve("intercepted"));
    Service inner = proxy(target, Callable::call);
    System.out.println(proxy(inner, Callable::call).serve("proxied twice"));
    System.out.println(proxy(target, call -> "nobody").serve("remote"));
    System.out.println(proxy(proxy(target, call -> "far"), Callable::call).serve("remote twice"));
    System.out.println(proxy(target, Chains::elsewhere).serve("other thread"));
    Stage.fails(() -> proxy(target, Chains::twice).serve("fail again"));
    Stage.fails(() -> proxy(target, call -> refuse()).serve("refused"));
    System.out.println(proxy(target, Callable::call).greet("proxied"));
    System.out.println(proxy(target, Callable::call).hashCode() == target.hashCode());
  }

  private static Object refuse() {
    throw new ExpectedException("refused");
  }
}
