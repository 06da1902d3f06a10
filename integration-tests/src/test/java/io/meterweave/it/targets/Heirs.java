// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.CountCalls;
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

  /** One view of a shelf. */
  public interface Front {
    /** Takes a book. */
    @CountCalls(metricName = "front_taken", labels = "title={arg0}")
    @CountCalls(metricName = "taken")
    @TrackMetrics(name = "front")
    @TraceOperation(name = "take")
    String take(String title);
  }

  /** Another one, which knows nothing of the first. */
  public interface Back {
    /** Takes a book. */
    @CountCalls(metricName = "back_taken", labels = "key={arg0}")
    @CountCalls(metricName = "taken")
    @TrackMetrics(name = "back")
    @TraceOperation(name = "take from behind")
    String take(String key);
  }

  /** Is seen from both sides. */
  public static class Shelf implements Front, Back {
    @Override
    public String take(String book) {
      return book;
    }
  }

  /** Its super call belongs to the call. */
  public static final class TidyShelf extends Shelf {
    @Override
    public String take(String book) {
      return super.take(book.trim());
    }
  }

  /** Asks for what implements it. */
  public interface Keeping {
    /** Keeps a value. */
    @TrackMetrics(name = "keeping", labels = "value={arg0}")
    void keep(String value);
  }

  /** Knows nothing of the interface. */
  public static class Saver {
    public void keep(String value) {
      System.out.println("kept " + value);
    }
  }

  /** Its method is the superclass's. */
  public static final class KeepingSaver extends Saver implements Keeping {}

  /** Knows nothing of it either, and is not public. */
  abstract static class HiddenSaver {
    public void keep(String value) {
      System.out.println("hidden " + value);
    }
  }

  /** Has a method of that name from the compiler. */
  public static class OpenSaver extends HiddenSaver implements Keeping {}

  /** Calls that one. */
  public static final class LoudSaver extends OpenSaver {
    @Override
    public void keep(String value) {
      super.keep(value + "!");
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
    runJoined();
    Stage.reached("done");
  }

  /** What comes to a class from several sides. */
  private static void runJoined() {
    Shelf shelf = new Shelf();
    Front front = shelf;
    Back back = shelf;
    System.out.println(front.take("a") + back.take("b") + new TidyShelf().take(" c "));
    for (Keeping keeping : List.<Keeping>of(new KeepingSaver(), new OpenSaver(), new LoudSaver())) {
      keeping.keep(keeping.getClass().getSimpleName());
    }
    new OpenSaver().keep("itself");
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
