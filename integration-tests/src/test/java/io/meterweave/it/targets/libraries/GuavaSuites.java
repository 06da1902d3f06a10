// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.libraries;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Lists;
import com.google.common.collect.MapMaker;
import com.google.common.collect.Multiset;
import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.google.BiMapTestSuiteBuilder;
import com.google.common.collect.testing.google.ListMultimapTestSuiteBuilder;
import com.google.common.collect.testing.google.MultisetTestSuiteBuilder;
import com.google.common.collect.testing.google.TestStringBiMapGenerator;
import com.google.common.collect.testing.google.TestStringListMultimapGenerator;
import com.google.common.collect.testing.google.TestStringMultisetGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import junit.framework.Test;
import junit.framework.TestSuite;

/**
 * The suites that Guava generates for collections of every kind, run on Guava's own, and on
 * Caffeine's maps, as both projects do in their own builds.
 */
public final class GuavaSuites {
  private GuavaSuites() {}

  /** Returns what JUnit runs: some thousand tests. */
  public static Test suite() {
    TestSuite all = new TestSuite("collections");
    all.addTest(lists());
    all.addTest(sets());
    all.addTest(maps());
    all.addTest(biMaps());
    all.addTest(multisets());
    all.addTest(listMultimaps());
    all.addTest(concurrent("map maker", () -> new MapMaker().makeMap()));
    all.addTest(
        concurrent("cache", () -> CacheBuilder.newBuilder().<String, String>build().asMap()));
    all.addTest(
        concurrent(
            "small segments",
            () ->
                CacheBuilder.newBuilder()
                    .concurrencyLevel(1)
                    .maximumSize(1000)
                    .recordStats()
                    .<String, String>build()
                    .asMap()));
    return all;
  }

  /** The same for Caffeine. */
  public static final class OfCaffeine {
    private OfCaffeine() {}

    /** Returns what JUnit runs. */
    public static Test suite() {
      TestSuite all = new TestSuite("caffeine");
      all.addTest(
          concurrent("unbounded", () -> Caffeine.newBuilder().<String, String>build().asMap()));
      all.addTest(
          concurrent(
              "bounded",
              () ->
                  Caffeine.newBuilder()
                      .maximumSize(1000)
                      .executor(Runnable::run)
                      .recordStats()
                      .<String, String>build()
                      .asMap()));
      all.addTest(
          concurrent(
              "expiring",
              () ->
                  Caffeine.newBuilder()
                      .expireAfterAccess(Duration.ofDays(1))
                      .refreshAfterWrite(Duration.ofDays(1))
                      .executor(Runnable::run)
                      .<String, String>build(key -> key)
                      .asMap()));
      all.addTest(
          concurrent(
              "asynchronous",
              () -> Caffeine.newBuilder().<String, String>buildAsync().synchronous().asMap()));
      return all;
    }
  }

  private static Test lists() {
    return ListTestSuiteBuilder.using(
            new TestStringListGenerator() {
              @Override
              protected List<String> create(String[] elements) {
                return Lists.reverse(Lists.reverse(ImmutableList.copyOf(elements)));
              }
            })
        .named("immutable lists")
        .withFeatures(CollectionSize.ANY, CollectionFeature.ALLOWS_NULL_QUERIES)
        .createTestSuite();
  }

  private static Test sets() {
    return SetTestSuiteBuilder.using(
            new TestStringSetGenerator() {
              @Override
              protected Set<String> create(String[] elements) {
                return ImmutableSet.copyOf(elements);
              }
            })
        .named("immutable sets")
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.KNOWN_ORDER,
            CollectionFeature.SERIALIZABLE,
            CollectionFeature.ALLOWS_NULL_QUERIES)
        .createTestSuite();
  }

  private static Test maps() {
    return MapTestSuiteBuilder.using(
            new TestStringMapGenerator() {
              @Override
              protected Map<String, String> create(Entry<String, String>[] entries) {
                return ImmutableMap.copyOf(List.of(entries));
              }
            })
        .named("immutable maps")
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.KNOWN_ORDER,
            CollectionFeature.SERIALIZABLE_INCLUDING_VIEWS,
            MapFeature.REJECTS_DUPLICATES_AT_CREATION,
            CollectionFeature.ALLOWS_NULL_QUERIES)
        .createTestSuite();
  }

  private static Test biMaps() {
    return BiMapTestSuiteBuilder.using(
            new TestStringBiMapGenerator() {
              @Override
              protected HashBiMap<String, String> create(Entry<String, String>[] entries) {
                HashBiMap<String, String> map = HashBiMap.create();
                for (Entry<String, String> entry : entries) {
                  map.put(entry.getKey(), entry.getValue());
                }
                return map;
              }
            })
        .named("bimaps")
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.SERIALIZABLE,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
            CollectionFeature.KNOWN_ORDER,
            MapFeature.ALLOWS_NULL_KEYS,
            MapFeature.ALLOWS_NULL_VALUES,
            MapFeature.ALLOWS_ANY_NULL_QUERIES,
            MapFeature.GENERAL_PURPOSE)
        .createTestSuite();
  }

  private static Test multisets() {
    return MultisetTestSuiteBuilder.using(
            new TestStringMultisetGenerator() {
              @Override
              protected Multiset<String> create(String[] elements) {
                return LinkedHashMultiset.create(List.of(elements));
              }
            })
        .named("multisets")
        .withFeatures(
            CollectionSize.ANY,
            CollectionFeature.KNOWN_ORDER,
            CollectionFeature.GENERAL_PURPOSE,
            CollectionFeature.SERIALIZABLE,
            CollectionFeature.ALLOWS_NULL_QUERIES)
        .createTestSuite();
  }

  private static Test listMultimaps() {
    return ListMultimapTestSuiteBuilder.using(
            new TestStringListMultimapGenerator() {
              @Override
              protected ArrayListMultimap<String, String> create(Entry<String, String>[] entries) {
                ArrayListMultimap<String, String> map = ArrayListMultimap.create();
                for (Entry<String, String> entry : entries) {
                  map.put(entry.getKey(), entry.getValue());
                }
                return map;
              }
            })
        .named("list multimaps")
        .withFeatures(
            CollectionSize.ANY,
            MapFeature.ALLOWS_NULL_KEYS,
            MapFeature.ALLOWS_NULL_VALUES,
            MapFeature.ALLOWS_ANY_NULL_QUERIES,
            MapFeature.GENERAL_PURPOSE,
            ListFeature.SUPPORTS_ADD_WITH_INDEX,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
        .createTestSuite();
  }

  private static Test concurrent(String name, Supplier<ConcurrentMap<String, String>> empty) {
    return ConcurrentMapTestSuiteBuilder.using(
            new TestStringMapGenerator() {
              @Override
              protected Map<String, String> create(Entry<String, String>[] entries) {
                ConcurrentMap<String, String> map = empty.get();
                for (Entry<String, String> entry : entries) {
                  map.put(entry.getKey(), entry.getValue());
                }
                return map;
              }
            })
        .named(name)
        .withFeatures(
            CollectionSize.ANY,
            MapFeature.GENERAL_PURPOSE,
            MapFeature.ALLOWS_NULL_ENTRY_QUERIES,
            CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
        .createTestSuite();
  }
}
