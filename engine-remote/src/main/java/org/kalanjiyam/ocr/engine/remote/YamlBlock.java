package org.kalanjiyam.ocr.engine.remote;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A block of members in a YAML file. What is wrong is told with its line and does not throw: the
 * default stands in for it. Members that nobody asked for are told by {@link #end}.
 */
final class YamlBlock {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  private final Map<String, NodeTuple> members = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();
  private final int line;
  private final Consumer<String> mistakes;

  YamlBlock(MappingNode node, Consumer<String> mistakes) {
    this.line = line(node);
    this.mistakes = mistakes;
    for (NodeTuple tuple : node.getValue()) {
      String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
      if (members.put(name, tuple) != null) {
        tell(tuple.getKeyNode(), "'%s' is there twice".formatted(name));
      }
    }
  }

  /** The line that the block begins at, from 1. */
  int line() {
    return line;
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private @Nullable Node take(String name) {
    known.add(name);
    NodeTuple tuple = members.get(name);
    return tuple == null ? null : tuple.getValueNode();
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Optional<String> text(String name) {
    return switch (take(name)) {
      case null -> Optional.empty();
      case ScalarNode scalar -> Optional.of(scalar.getValue());
      case Node other -> {
        tell(other, "'%s' should be a text".formatted(name));
        yield Optional.empty();
      }
    };
  }

  /** A text that must be there; where it is not, that is told and the answer is empty text. */
  String required(String name) {
    Optional<String> text = text(name).filter(one -> !one.isBlank());
    if (text.isEmpty()) {
      mistakes.accept("line %d: '%s' is missing".formatted(line, name));
    }
    return text.orElse("");
  }

  /** A text turned into something else; what cannot be is told with the reason. */
  <T> Optional<T> as(String name, Function<String, T> reading) {
    Node node = members.containsKey(name) ? members.get(name).getValueNode() : null;
    Optional<String> text = text(name);
    try {
      return text.map(reading);
    } catch (IllegalArgumentException e) {
      tell(node, "'%s' is wrong: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  int whole(String name, int usual, int least, int most) {
    return as(name, text -> whole(text, least, most)).orElse(usual);
  }

  private static int whole(String text, int least, int most) {
    if (WHOLE.matcher(text).matches()
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "it should be a whole number from %d to %d, not '%s'".formatted(least, most, text));
  }

  Optional<BigDecimal> decimal(String name) {
    return as(name, YamlBlock::decimalOf);
  }

  private static BigDecimal decimalOf(String text) {
    if (DECIMAL.matcher(text).matches() && new BigDecimal(text).signum() >= 0) {
      return new BigDecimal(text);
    }
    throw new IllegalArgumentException(
        "it should be a number, 0 or more, not '%s'".formatted(text));
  }

  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> kinds) {
    return as(
        name,
        text -> {
          for (E one : kinds.getEnumConstants()) {
            if (word(one).equals(text)) {
              return one;
            }
          }
          String all =
              List.of(kinds.getEnumConstants()).stream()
                  .map(YamlBlock::word)
                  .collect(Collectors.joining(", "));
          throw new IllegalArgumentException("'%s' is none of these: %s".formatted(text, all));
        });
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  Optional<YamlBlock> block(String name) {
    return switch (take(name)) {
      case null -> Optional.empty();
      case MappingNode mapping -> Optional.of(new YamlBlock(mapping, mistakes));
      case Node other -> {
        tell(other, "'%s' should be a block of members".formatted(name));
        yield Optional.empty();
      }
    };
  }

  /** The texts of a list, or of a single text. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Node node : nodes(name)) {
      if (node instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        tell(node, "'%s' should be a list of texts".formatted(name));
      }
    }
    return texts;
  }

  /** The blocks of a list. */
  List<YamlBlock> blocks(String name) {
    List<YamlBlock> blocks = new ArrayList<>();
    for (Node node : nodes(name)) {
      if (node instanceof MappingNode mapping) {
        blocks.add(new YamlBlock(mapping, mistakes));
      } else {
        tell(node, "'%s' should be a list of blocks".formatted(name));
      }
    }
    return blocks;
  }

  private List<Node> nodes(String name) {
    return switch (take(name)) {
      case null -> List.of();
      case SequenceNode list -> list.getValue();
      case Node single -> List.of(single);
    };
  }

  /** All members of a block as they are, for what is passed on unread. */
  Map<String, Object> anything(String name) {
    return switch (take(name)) {
      case null -> Map.of();
      case MappingNode mapping -> PlainValue.members(mapping);
      case Node other -> {
        tell(other, "'%s' should be a block of members".formatted(name));
        yield Map.of();
      }
    };
  }

  /** Forbids a member. */
  void refuse(String name, String why) {
    Node node = take(name);
    if (node != null) {
      tell(node, "'%s' does not belong here: %s".formatted(name, why));
    }
  }

  /** Tells the members that nobody asked for. */
  void end() {
    members.forEach(
        (name, tuple) -> {
          if (!known.contains(name)) {
            tell(
                tuple.getKeyNode(),
                "there is no member '%s'; there are: %s".formatted(name, String.join(", ", known)));
          }
        });
  }

  /** Something is wrong with a member. */
  void wrong(String name, String what) {
    NodeTuple tuple = members.get(name);
    tell(tuple == null ? null : tuple.getKeyNode(), "'%s' is wrong: %s".formatted(name, what));
  }

  private void tell(@Nullable Node node, String what) {
    mistakes.accept("line %d: %s".formatted(node == null ? line : line(node), what));
  }
}
