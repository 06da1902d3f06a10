// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.languages

import groovy.transform.CompileStatic
import groovy.transform.Immutable
import groovy.transform.Memoized
import io.meterweave.annotations.TrackMetrics
import io.meterweave.annotations.TraceOperation
import io.meterweave.it.targets.Stage

/** What Groovy compiles in ways of its own; says what every call gave. */
class Workshop {
  String name

  @TrackMetrics(name = 'gr_dynamic', labels = ['what={what}'])
  def build(what, count = 1) {
    if (count < 0) {
      throw new IllegalArgumentException('negative')
    }
    "$name builds $count ${what}"
  }

  @TrackMetrics(name = 'gr_closure')
  def each(List items) {
    items.collect { it * 2 }.findAll { it > 2 }.inject(0) { a, b -> a + b }
  }

  @TrackMetrics(name = 'gr_multi')
  def kind(Object o) { 'object' }

  @TrackMetrics(name = 'gr_multi')
  def kind(String s) { 'string' }

  @TrackMetrics(name = 'gr_meta', labels = ['called={arg0}'])
  def methodMissing(String called, arguments) { "no $called" }

  @TrackMetrics(name = 'gr_operator')
  Workshop plus(Workshop other) { new Workshop(name: name + other.name) }

  @TrackMetrics(name = 'gr_static')
  static int twice(int n) { n * 2 }

  @TrackMetrics(name = 'gr_deep')
  def deep(n) { n == 0 ? 0 : 1 + deep(n - 1) }
}

@CompileStatic
class Bench {
  @TrackMetrics(name = 'gr_compiled', labels = ['what={what}'])
  String saw(String what, int times = 2) { what * times }

  @TrackMetrics(name = 'gr_compiled_closure')
  int total(List<Integer> numbers) {
    int sum = 0
    numbers.each { Integer n -> sum += n }
    sum
  }

  @TrackMetrics(name = 'gr_throws')
  void refuse() throws IOException { throw new IOException('refused') }

  @TrackMetrics(name = 'gr_constructor')
  Bench() {}

  @Memoized
  @TrackMetrics(name = 'gr_memoized')
  int slow(int n) { n + 1 }
}

trait Polished {
  @TrackMetrics(name = 'gr_trait')
  String polish(String what) { "polished $what" }
}

class Table implements Polished {}

class Chair implements Polished {
  @Override
  String polish(String what) { Polished.super.polish("softly $what") }
}

@Immutable
class Screw {
  int length

  @TrackMetrics(name = 'gr_immutable')
  @TraceOperation(name = 'gr_immutable')
  String describe() { "screw of $length" }
}

enum Wood {
  OAK { int years() { 100 } },
  PINE { int years() { 40 } }

  @TrackMetrics(name = 'gr_enum')
  abstract int years()
}

class Workshops {
  static void says(String what, Closure call) {
    try {
      println "$what = ${call()}"
    } catch (Exception thrown) {
      println "$what threw $thrown"
    }
  }

  static void main(String[] args) {
    def workshop = new Workshop(name: 'Bob')
    says('dynamic') { workshop.build('chair', 2) }
    says('default') { workshop.build('chair') }
    says('dynamic fails') { workshop.build('chair', -1) }
    says('closure') { workshop.each([1, 2, 3]) }
    says('multi') { [workshop.kind('s'), workshop.kind(1), workshop.kind((Object) 's')] }
    says('missing') { workshop.paint('red') }
    says('operator') { (workshop + new Workshop(name: 'Eve')).name }
    says('static') { Workshop.twice(4) }
    says('deep') { workshop.deep(5) }
    says('spread') { ['a', 'b']*.toUpperCase().collect { workshop.&kind.call(it) } }
    def bench = new Bench()
    says('compiled') { bench.saw('ab', 3) + bench.saw('c') }
    says('compiled closure') { bench.total([1, 2, 3]) }
    says('throws') { bench.refuse() }
    says('memoized') { bench.slow(1) + bench.slow(1) }
    says('trait') { new Table().polish('top') }
    says('trait super') { new Chair().polish('seat') }
    says('immutable') { new Screw(5).describe() }
    says('enum') { Wood.values()*.years().sum() }
    Workshop.metaClass.shout = { -> delegate.kind('x').toUpperCase() }
    says('meta class') { new Workshop().shout() }
    Stage.reached('done')
  }
}
