// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.languages

import io.meterweave.annotations.Label
import io.meterweave.annotations.TraceOperation
import io.meterweave.annotations.TrackMetrics
import io.meterweave.it.targets.Stage
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine

/** What Kotlin compiles in ways of its own; says what every call gave. */
class Bakery(private val name: String) {
  @TrackMetrics(name = "kt_member", labels = ["what={what}"])
  fun bake(what: String, count: Int = 1): String {
    if (count < 0) throw IllegalArgumentException("negative")
    return "$name bakes $count $what"
  }

  @JvmOverloads
  @TrackMetrics(name = "kt_overloads")
  fun sell(what: String, count: Int = 2, price: Double = 1.5) = "$count $what at $price"

  @get:TrackMetrics(name = "kt_getter")
  @set:TrackMetrics(name = "kt_setter", labels = ["value={arg0}"])
  var size: Int = 3

  @TrackMetrics(name = "kt_inline")
  inline fun measured(block: () -> String): String = "[" + block() + "]"

  @TrackMetrics(name = "kt_tailrec")
  tailrec fun sum(n: Int, total: Int = 0): Int = if (n == 0) total else sum(n - 1, total + n)

  inner class Oven {
    @TrackMetrics(name = "kt_inner", labels = ["bakery={this.bakery}"])
    fun heat(degrees: Int) = "$name heats to $degrees"

    val bakery get() = name
  }

  companion object {
    @TrackMetrics(name = "kt_companion")
    fun named(name: String) = Bakery(name)

    @JvmStatic
    @TrackMetrics(name = "kt_static", labels = ["cents={cents}"])
    fun rounded(cents: Int): Int = cents / 10 * 10
  }
}

/** A constructor that has a synthetic twin for its default arguments. */
data class Cake @TrackMetrics(name = "kt_constructor") constructor(val name: String, val layers: Int = 2)

@JvmInline
value class Money(val cents: Long) {
  @TrackMetrics(name = "kt_value")
  fun plus(other: Money): Money = Money(cents + other.cents)

  @TrackMetrics(name = "kt_value_text")
  override fun toString(): String = "${cents / 100}.${cents % 100}"
}

sealed interface Order {
  @TrackMetrics(name = "kt_sealed", labels = ["kind={this.kind}"])
  fun total(): Int

  val kind: String

  data class Single(val price: Int) : Order {
    override fun total() = price
    override val kind get() = "single"
  }

  data class Several(val parts: List<Order>) : Order {
    override fun total() = parts.sumOf { it.total() }
    override val kind get() = "several"
  }

  data object Nothing : Order {
    override fun total() = 0
    override val kind get() = "nothing"
  }
}

interface Greeting {
  @TrackMetrics(name = "kt_default")
  fun greet(who: String): String = "hello $who"
}

class Polite : Greeting

/** Hands every call on to another object: two calls, as it is two implementations. */
class Handing(private val other: Greeting) : Greeting by other

object Till {
  private val opened by lazy { "opened" }

  @TrackMetrics(name = "kt_object")
  fun state(): String = opened

  @JvmStatic
  @TrackMetrics(name = "kt_object_static")
  fun coins(): Int = 7
}

enum class Bread {
  RYE {
    override fun grams() = 500
  },
  WHEAT {
    override fun grams() = 300
  };

  @TrackMetrics(name = "kt_enum", labels = ["bread={this.name}"])
  abstract fun grams(): Int
}

@TrackMetrics(name = "kt_top", labels = ["of={arg0.size}"])
fun List<Int>.middle(): Int = this[size / 2]

@TrackMetrics(name = "kt_reified")
inline fun <reified T> kindOf(value: Any): Boolean = value is T

@TraceOperation(name = "kt_labelled")
@TrackMetrics(name = "kt_labelled")
fun labelled(@Label("tier") tier: String?, vararg parts: String): String = "$tier " + parts.joinToString("+")

/** Is entered again when it goes on; must do what it does without a measurement. */
@TrackMetrics(name = "kt_suspend")
@TraceOperation(name = "kt_suspend")
suspend fun delivered(what: String, steps: MutableList<Continuation<Unit>>): String {
  var text = what
  for (step in 1..3) {
    suspendCoroutine { steps.add(it) }
    text += " $step"
  }
  if (what == "glass") throw IllegalStateException("broken $text")
  return text
}

private fun says(what: String, call: () -> Any?) {
  try {
    println("$what = ${call()}")
  } catch (thrown: Exception) {
    println("$what threw $thrown")
    thrown.stackTrace.forEach { println("  at $it") }
  }
}

private fun deliver(what: String) {
  val steps = mutableListOf<Continuation<Unit>>()
  val ends =
    object : Continuation<String> {
      override val context: CoroutineContext = EmptyCoroutineContext

      override fun resumeWith(result: Result<String>) {
        says("delivery") { result.getOrThrow() }
      }
    }
  suspend { delivered(what, steps) }.startCoroutine(ends)
  while (steps.isNotEmpty()) steps.removeAt(0).resume(Unit)
}

/** Calls as Java code would. */
private fun reflectively() {
  val text = String::class.java
  val sell = Bakery::class.java.getMethod("sell", text)
  says("overload by Java") { sell.invoke(Bakery("java"), "bun") }
  val static = Bakery::class.java.getMethod("rounded", Int::class.java)
  says("static by Java") { static.invoke(null, 57) }
  val coins = Till::class.java.getMethod("coins")
  says("object static by Java") { coins.invoke(null) }
  val inline = Bakery::class.java.getMethod("measured", Function0::class.java)
  says("inline by Java") { inline.invoke(Bakery("java"), { "called" }) }
}

fun main() {
  val bakery = Bakery.named("Ada")
  says("member") { bakery.bake("bread", 3) }
  says("default") { bakery.bake("bread") }
  says("member fails") { bakery.bake("bread", -1) }
  says("overloads") { bakery.sell("bun") + bakery.sell("bun", 5) }
  says("property") { bakery.size = bakery.size + 1; bakery.size }
  says("inline") { bakery.measured { "x" } }
  says("tailrec") { bakery.sum(10_000) }
  says("inner") { bakery.Oven().heat(200) }
  says("static") { Bakery.rounded(123) }
  says("data") { Cake("plum").copy(layers = 4).toString() + (Cake("a") == Cake("a", 2)) }
  says("value") { Money(150).plus(Money(75)) }
  says("boxed") { listOf(Money(1), Money(2)).map { it.plus(Money(1)) } }
  says("sealed") { Order.Several(listOf(Order.Single(3), Order.Nothing, Order.Single(4))).total() }
  says("greeting") { Polite().greet("you") }
  says("handing") { Handing(Polite()).greet("you") }
  says("object") { Till.state() + Till.coins() }
  says("enum") { Bread.entries.sumOf { it.grams() } }
  says("top") { listOf(1, 2, 3).middle() }
  says("reified") { kindOf<String>("s") }
  says("labelled") { labelled("gold", "a", "b") + labelled(null) }
  deliver("bread")
  deliver("glass")
  reflectively()
  Stage.reached("done")
}
