package org.kalanjiyam.ocr.engine.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as plain values, for members that are passed on in a request. */
final class PlainValue {
  private PlainValue() {}

  static Map<String, Object> members(MappingNode mapping) {
    Map<String, Object> members = new LinkedHashMap<>();
    mapping
        .getValue()
        .forEach(
            tuple ->
                members.put(
                    tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?",
                    of(tuple.getValueNode())));
    return members;
  }

  private static Object of(Node node) {
    return switch (node) {
      case MappingNode mapping -> members(mapping);
      case SequenceNode list -> list.getValue().stream().map(PlainValue::of).toList();
      case ScalarNode scalar -> scalar(scalar);
      default -> "";
    };
  }

  private static Object scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT) && text.matches("-?[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    if (scalar.getTag().equals(Tag.FLOAT) && text.matches("-?[0-9]+\\.[0-9]+")) {
      return Double.parseDouble(text);
    }
    return scalar.getTag().equals(Tag.BOOL) ? (Object) Boolean.parseBoolean(text) : text;
  }
}
