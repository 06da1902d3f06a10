// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets;

import io.meterweave.annotations.TraceOperation;
import io.meterweave.annotations.TrackMetrics;
import io.meterweave.it.targets.Stage.ExpectedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Beans behind every kind of proxy that Spring makes, and clients that are nothing but proxies. */
public final class SpringBeans {
  private SpringBeans() {}

  /** Has no interface, so Spring makes a subclass. */
  public static class Orders {
    /** Is measured where it stands. */
    @Transactional
    @TrackMetrics(name = "orders")
    @TraceOperation(name = "orders")
    public String place(String what) {
      if (what.isEmpty()) {
        throw new ExpectedException("nothing to order");
      }
      return "placed " + what;
    }

    /** Calls another measured method of this bean, past the proxy. */
    @Transactional
    @TrackMetrics(name = "twofold")
    public String placeTwice(String what) {
      return place(what) + ", " + place(what);
    }
  }

  /** Overrides a measured bean method and calls it. */
  public static class CarefulOrders extends Orders {
    @Override
    @Transactional
    public String place(String what) {
      return "carefully " + super.place(what);
    }
  }

  /** Is measured by its interface. */
  public interface Billing {
    /** Bills. */
    @TrackMetrics(name = "billing")
    @TraceOperation(name = "billing")
    String bill(int amount);
  }

  /** Says nothing about measuring. */
  public static class BillingService implements Billing {
    @Override
    @Transactional
    public String bill(int amount) {
      if (amount < 0) {
        throw new ExpectedException("negative");
      }
      return "billed " + amount;
    }
  }

  /** Hands on to another object, which is a call of its own. */
  public static class RoundedBilling implements Billing {
    private final Billing next;

    RoundedBilling(Billing next) {
      this.next = next;
    }

    @Override
    public String bill(int amount) {
      return next.bill(amount / 10 * 10);
    }
  }

  /** Says nothing about measuring. */
  public interface Mailing {
    /** Sends. */
    String send(String text);
  }

  /** Is measured itself, behind a proxy of its interface. */
  public static class MailService implements Mailing {
    @Override
    @Transactional
    @TrackMetrics(name = "mailing")
    @TraceOperation(name = "mailing")
    public String send(String text) {
      return "sent " + text;
    }
  }

  /** A client without an implementation. */
  public interface Weather {
    /** Asks a server. */
    @GetExchange("/{city}")
    @TrackMetrics(name = "weather")
    @TraceOperation(name = "weather")
    String forecast(@PathVariable("city") String city);
  }

  /** A client without an implementation, behind two proxies. */
  public interface Stocks {
    /** Asks. */
    @TrackMetrics(name = "stocks")
    @TraceOperation(name = "stocks")
    int price(String name);
  }

  /** Refuses transactions while it is told to. */
  static final class Transactions implements PlatformTransactionManager {
    private boolean isRefusing;

    @Override
    public TransactionStatus getTransaction(TransactionDefinition definition) {
      if (isRefusing) {
        throw new CannotCreateTransactionException("refused");
      }
      return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {}

    @Override
    public void rollback(TransactionStatus status) {}
  }

  /** The beans. Calls between its own methods go through its generated subclass. */
  @Configuration
  public static class Beans {
    @Bean
    Transactions transactions() {
      return new Transactions();
    }

    @Bean
    Orders orders() {
      return new Orders();
    }

    @Bean
    CarefulOrders carefulOrders() {
      return new CarefulOrders();
    }

    @Bean
    Billing billing() {
      return new BillingService();
    }

    @Bean
    Mailing mailing() {
      return new MailService();
    }

    /** Is called three times and runs once. */
    @Bean
    @TrackMetrics(name = "shared_bean")
    public StringBuilder shared() {
      return new StringBuilder("shared");
    }

    @Bean
    @TrackMetrics(name = "using_beans")
    String users() {
      return shared().append(' ').toString() + (shared() == shared());
    }
  }

  /** Proxies of interfaces where there are any. */
  @Configuration
  @EnableTransactionManagement
  @Import(Beans.class)
  static class ByInterface {}

  /** Subclasses for all. */
  @Configuration
  @EnableTransactionManagement(proxyTargetClass = true)
  @Import(Beans.class)
  static class BySubclass {}

  /** Answers without a network. */
  static final class NoNetwork implements HttpExchangeAdapter {
    @Override
    public boolean supportsRequestAttributes() {
      return false;
    }

    @Override
    public void exchange(HttpRequestValues values) {}

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
      return new HttpHeaders();
    }

    @Override
    public <T> T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> type) {
      String city = values.getUriVariables().get("city");
      if ("Atlantis".equals(city)) {
        throw new ExpectedException("no such city");
      }
      @SuppressWarnings("unchecked") // all answers are texts
      T answer = (T) ("sunny in " + city);
      return answer;
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
      return ResponseEntity.ok().build();
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(
        HttpRequestValues values, ParameterizedTypeReference<T> type) {
      return ResponseEntity.ok(exchangeForBody(values, type));
    }
  }

  /** Calls what Byte Buddy's subclass overrides. */
  public static final class Forwarding {
    private Forwarding() {}

    /** Forwards. */
    @RuntimeType
    public static Object intercept(@SuperCall Callable<?> original) throws Exception {
      return original.call();
    }
  }

  private static void context(String name, Class<?> configuration) {
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(configuration)) {
      Orders orders = context.getBean("orders", Orders.class);
      Billing billing = context.getBean(Billing.class);
      Mailing mailing = context.getBean(Mailing.class);
      System.out.println(name + " " + Proxy.isProxyClass(billing.getClass()));
      System.out.println(orders.place("a book") + "; " + orders.placeTwice("a pen"));
      fails(() -> orders.place(""));
      System.out.println(context.getBean(CarefulOrders.class).place("glass"));
      System.out.println(billing.bill(10) + "; " + new RoundedBilling(billing).bill(25));
      fails(() -> billing.bill(-1));
      System.out.println(mailing.send("a letter") + "; " + context.getBean("users"));
      context.getBean(Transactions.class).isRefusing = true;
      fails(() -> orders.place("refused"));
      fails(() -> billing.bill(1));
      fails(() -> mailing.send("refused"));
    }
  }

  private static void clients() {
    Weather weather =
        HttpServiceProxyFactory.builderFor(new NoNetwork()).build().createClient(Weather.class);
    System.out.println(weather.forecast("Paris") + "; " + weather.forecast("Rome"));
    fails(() -> weather.forecast("Atlantis"));
    Stocks inner = proxy(Stocks.class, (self, method, arguments) -> arguments[0].hashCode());
    Stocks outer = proxy(Stocks.class, (self, method, arguments) -> call(inner, method, arguments));
    System.out.println(outer.price("a") + inner.price("b"));
  }

  private static void nested() throws ReflectiveOperationException {
    ProxyFactory byInterface = new ProxyFactory(new BillingService());
    ProxyFactory again = new ProxyFactory(byInterface.getProxy());
    Billing twice = (Billing) again.getProxy();
    System.out.println(twice.bill(7));
    ProxyFactory bySubclass = new ProxyFactory(new Orders());
    bySubclass.setProxyTargetClass(true);
    System.out.println(((Orders) bySubclass.getProxy()).place("nested"));
    Class<? extends Orders> generated =
        new ByteBuddy()
            .subclass(Orders.class)
            .method(ElementMatchers.named("place"))
            .intercept(MethodDelegation.to(Forwarding.class))
            .make()
            .load(Orders.class.getClassLoader())
            .getLoaded();
    System.out.println(generated.getDeclaredConstructor().newInstance().place("generated"));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void fails(Runnable call) {
    try {
      call.run();
      System.out.println("did not fail");
    } catch (ExpectedException | CannotCreateTransactionException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Runs it all. */
  public static void main(String[] args) throws ReflectiveOperationException {
    context("by interface", ByInterface.class);
    context("by subclass", BySubclass.class);
    clients();
    nested();
    Stage.reached("done");
  }
}
