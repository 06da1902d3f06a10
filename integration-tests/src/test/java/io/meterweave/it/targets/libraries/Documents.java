// SPDX-License-Identifier: Apache-2.0
package io.meterweave.it.targets.libraries;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.meterweave.it.targets.Stage;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Asks Jackson for what it can do, and prints every answer and every refusal. */
public final class Documents {
  private Documents() {}

  /** Known by a name in the document. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dog.class, name = "dog"),
    @JsonSubTypes.Type(value = Cat.class, name = "cat")
  })
  public abstract static class Animal {
    public String name;
  }

  /** One of two. */
  public static class Dog extends Animal {
    public double volume;
  }

  /** The other. */
  public static class Cat extends Animal {
    public List<String> lives = new ArrayList<>();
  }

  /** An enum as a key and as a value. */
  public enum Level {
    LOW,
    @JsonProperty("top")
    HIGH
  }

  /** Everything at once. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static class Everything {
    public int number = 42;
    public long[] longs = {1, Long.MAX_VALUE};
    public BigDecimal exact = new BigDecimal("1.100");
    public BigInteger big = BigInteger.TWO.pow(100);
    public Level level = Level.HIGH;
    public Map<Level, List<Integer>> byLevel = new EnumMap<>(Map.of(Level.LOW, List.of(1, 2)));
    public byte[] bytes = {1, 2, 3};
    public UUID id = new UUID(1, 2);
    public Locale locale = Locale.CANADA_FRENCH;
    public Object nothing;

    @JsonFormat(pattern = "yyyy-MM-dd HH:mm", timezone = "UTC")
    public Date date = new Date(0);

    @JsonAlias("other_name")
    public String renamed = "r";

    @JsonUnwrapped(prefix = "in_")
    public Inside inside = new Inside();

    @JsonView(Secret.class)
    public String secret = "hidden";

    private final Map<String, Object> more = new TreeMap<>();

    @JsonAnyGetter
    public Map<String, Object> more() {
      return more;
    }

    @JsonAnySetter
    public void more(String key, Object value) {
      more.put(key, value);
    }
  }

  /** Lies flat in another. */
  public static class Inside {
    public float deep = 1.5f;
    public char letter = 'x';
  }

  /** A view. */
  public interface Secret {}

  /** Made by a constructor that checks. */
  public static final class Checked {
    private final int from;
    private final Optional<String> name;

    @JsonCreator
    Checked(@JsonProperty("from") int from, @JsonProperty("name") String name) {
      if (from < 0) {
        throw new IllegalArgumentException("negative: " + from);
      }
      this.from = from;
      this.name = Optional.ofNullable(name);
    }

    public int getFrom() {
      return from;
    }

    public String getName() {
      return name.orElse("nobody");
    }
  }

  /** Points back. */
  @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class, property = "@id")
  public static class Node {
    public String text;
    public Node next;
  }

  /** Writes levels in its own way. */
  static final class LevelWriter extends StdSerializer<Level> {
    LevelWriter() {
      super(Level.class);
    }

    @Override
    public void serialize(Level value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString("level " + value.ordinal());
    }
  }

  /** Runs it all. */
  public static void main(String[] args) {
    JsonMapper plain =
        JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    says("write", () -> plain.writeValueAsString(new Everything()));
    says("view", () -> plain.writerWithView(Object.class).writeValueAsString(new Everything()));
    says("round", () -> round(plain, plain.writeValueAsString(new Everything())));
    says("alias", () -> round(plain, "{\"other_name\":\"x\",\"extra\":{\"a\":[1,2.5,null]}}"));
    says("cycle", () -> plain.writeValueAsString(cycle()));
    says("cycle back", () -> cycleBack(plain));
    polymorphic(plain);
    creators(plain);
    styles();
    trees(plain);
    streams(plain);
    generics(plain);
    for (String broken : List.of("{", "[1,}", "{\"number\":\"x\"}", "{\"level\":\"mid\"}", "nul")) {
      says("broken " + broken, () -> plain.readValue(broken, Everything.class));
    }
    Stage.reached("done");
  }

  private static String round(ObjectMapper mapper, String json) throws IOException {
    return mapper
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(mapper.readValue(json, Everything.class));
  }

  private static Node cycle() {
    Node first = new Node();
    first.text = "first";
    first.next = new Node();
    first.next.text = "second";
    first.next.next = first;
    return first;
  }

  private static Object cycleBack(ObjectMapper mapper) throws IOException {
    Node node = mapper.readValue(mapper.writeValueAsString(cycle()), Node.class);
    return node.next.next == node;
  }

  private static void polymorphic(ObjectMapper mapper) {
    String json =
        "[{\"kind\":\"dog\",\"name\":\"rex\",\"volume\":11},{\"kind\":\"cat\",\"lives\":[\"1\"]}]";
    says(
        "polymorphic",
        () ->
            mapper.writeValueAsString(
                mapper.readValue(json, new TypeReference<List<Animal>>() {})));
    says("unknown kind", () -> mapper.readValue("{\"kind\":\"cow\"}", Animal.class));
    says("no kind", () -> mapper.readValue("{}", Animal.class));
  }

  private static void creators(ObjectMapper mapper) {
    says("creator", () -> mapper.readValue("{\"from\":3,\"name\":\"n\"}", Checked.class).getName());
    says("creator fails", () -> mapper.readValue("{\"from\":-3}", Checked.class));
    says("unknown property", () -> mapper.readValue("{\"to\":1}", Checked.class));
    ObjectMapper lenient = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    says("lenient", () -> lenient.readValue("{\"to\":1}", Checked.class).getFrom());
    says("convert", () -> mapper.convertValue(Map.of("from", "12"), Checked.class).getFrom());
    says("update", () -> mapper.updateValue(new Inside(), Map.of("deep", 2)).deep);
  }

  private static void styles() {
    JsonMapper styled =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultTimeZone(TimeZone.getTimeZone("Asia/Tokyo"))
            .addModule(new SimpleModule().addSerializer(Level.class, new LevelWriter()))
            .build();
    says("styled", () -> styled.writeValueAsString(new Everything()));
  }

  private static void trees(ObjectMapper mapper) {
    ObjectNode root = mapper.createObjectNode();
    ArrayNode list = root.putArray("list");
    for (int i = 0; i < 50; i++) {
      list.addObject().put("i", i).put("half", i / 2.0).putNull("none");
    }
    says("tree", () -> root.toPrettyString().hashCode());
    says("pointer", () -> root.at("/list/7/half"));
    says("missing", () -> root.at("/list/77").isMissingNode());
    says("find", () -> root.findValuesAsText("i"));
    says("equal", () -> root.deepCopy().equals(root));
    says("to value", () -> mapper.treeToValue(root.at("/list/3"), Map.class));
    says("from value", () -> mapper.valueToTree(new Inside()));
  }

  private static void streams(ObjectMapper mapper) {
    says(
        "tokens",
        () -> {
          StringBuilder tokens = new StringBuilder();
          try (JsonParser in = mapper.createParser("{\"a\":[1,2.5e3,\"\\u00e9\",true,{}]}")) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
              tokens.append(token).append(' ').append(in.getText()).append(' ');
            }
          }
          return tokens;
        });
    says(
        "generate",
        () -> {
          StringWriter text = new StringWriter();
          try (JsonGenerator out = mapper.createGenerator(text)) {
            out.writeStartObject();
            out.writeObjectField("pojo", new Inside());
            out.writeStringField("quote", "\"\n\t\u2028");
            out.writeEndObject();
          }
          return text;
        });
    says("values", () -> mapper.readerFor(int[].class).readValues("[1,2][3]").readAll().size());
  }

  private static void generics(ObjectMapper mapper) {
    Map<String, List<Optional<String>>> map = new LinkedHashMap<>();
    map.put("k", List.of(Optional.of("v")));
    says("generic", () -> mapper.writeValueAsString(map));
    says(
        "type",
        () -> mapper.getTypeFactory().constructType(new TypeReference<Map<String, int[]>>() {}));
    JsonNode number = mapper.getNodeFactory().numberNode(new BigDecimal("1E+3"));
    says("number", () -> number + " " + number.asInt() + " " + number.canConvertToInt());
  }

  private static void says(String what, Callable<?> call) {
    try {
      System.out.println(what + " = " + call.call());
    } catch (Exception refused) {
      System.out.println(what + " threw " + refused.getClass().getName() + refused.getMessage());
      for (StackTraceElement frame : refused.getStackTrace()) {
        System.out.println("  at " + frame);
      }
    }
  }
}
