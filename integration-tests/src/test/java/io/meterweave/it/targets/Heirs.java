// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.Label;
import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Methods that are measured for what they implement or override. */
public final class Heirs {
  private Heirs() {}

  /** What its implementations inherit. */
  public interface Repo<T> {
    /** Keeps a value. */
    @TrackMetrics(name = "repo_save", labels = "what={arg0}")
    void save(T value);

    /** Finds a value. */
    @TrackMetrics(name = "repo_find")
    default String find(@Label("key") String key) {
      return key;
    }
  }

  /** Its {@code save} has another descriptor than the interface's. */
  public static class Texts implements Repo<String> {
    final List<String> saved = new ArrayList<>();

    @Override
    public void save(String value) {
      saved.add(value);
    }
  }

  /** Calls what it overrides, three generations up. */
  public static class Trimmed extends Texts {
    @Override
    public void save(String value) {
      super.save(value.trim());
    }

    @Override
    public String find(String text) {
      return super.find(text.trim());
    }
  }

  /** A generation that declares nothing. */
  public static class Between extends Trimmed {}

  /** The last one. */
  public static final class Checked extends Between {
    @Override
    public void save(String value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("empty");
      }
      super.save(value);
    }
  }

  /** Hands over to another one: that is another call. */
  public record Forwarding(Repo<String> to) implements Repo<String> {
    @Override
    public void save(String value) {
      to.save(value);
    }
  }

  /** A superclass whose methods differ in what overrides them. */
  public abstract static class Machine {
    @TrackMetrics(name = "machine_run")
    @TraceOperation(name = "run a machine")
    protected abstract int run(int times);

    @TrackMetrics(name = "machine_stop")
    void stop() {}

    @TrackMetrics(name = "machine_hide")
    private int hide() {
      return 1;
    }

    int hideIt() {
      return hide();
    }
  }

  /** Replaces a part of what it inherits. */
  public static class Mill extends Machine {
    @Override
    @TrackMetrics(name = "mill_run")
    protected int run(int times) {
      return times == 0 ? 0 : 1 + run(times - 1);
    }

    @Override
    void stop() {}

    int hide() {
      return 2;
    }
  }

  /** Runs everything a known number of times. */
  public static void main(String[] arguments) {
    Texts texts = new Texts();
    texts.save("a");
    texts.save("b");
    Trimmed trimmed = new Trimmed();
    trimmed.save(" c ");
    System.out.println(trimmed.find(" k ") + texts.find("plain"));
    Checked checked = new Checked();
    checked.save(" d");
    try {
      checked.save("");
    } catch (IllegalArgumentException expected) {
      System.out.println(expected.getMessage());
    }
    new Forwarding(texts).save("e");
    System.out.println(texts.saved + " " + trimmed.saved + " " + checked.saved);
    Mill mill = new Mill();
    System.out.println(mill.run(2) + mill.hide() + mill.hideIt());
    mill.stop();
    Machine machine = mill;
    machine.stop();
    runProxy();
    Stage.reached("done");
  }

  /** A client that is nothing but a proxy, and a proxy before an implementation. */
  @SuppressWarnings("unchecked")
  private static void runProxy() {
    ClassLoader loader = Heirs.class.getClassLoader();
    Class<?>[] types = {Repo.class};
    Repo<String> client =
        (Repo<String>)
            Proxy.newProxyInstance(
                loader, types, (proxy, method, values) -> method.getName().substring(1));
    System.out.println(client.find("remote") + client.find("again"));
    Texts texts = new Texts();
    Repo<String> bean =
        (Repo<String>)
            Proxy.newProxyInstance(
                loader, types, (proxy, method, values) -> method.invoke(texts, values));
    bean.save("proxied");
    System.out.println(texts.saved);
  }
}
