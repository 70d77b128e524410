package org.kalanjiyam.ocr.engine.remote;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;

/** What results of a remote engine are made from. */
final class Recipe {
  private Recipe() {}

  /** The model, and a short digest of all else that makes a result: another is another version. */
  static String versionOf(ChatSettings chat) {
    String all =
        String.join(
            "\n",
            chat.prompt(),
            chat.image().toString(),
            Integer.toString(chat.maxTokens()),
            chat.ladder().toString(),
            sorted(chat.body()),
            chat.answer().name());
    CRC32 digest = new CRC32();
    digest.update(all.getBytes(StandardCharsets.UTF_8));
    return "%s %08x".formatted(chat.model(), digest.getValue());
  }

  private static String sorted(Map<String, Object> body) {
    return new TreeMap<>(body).toString();
  }

  static Provenance provenance(
      EngineSettings engine,
      String version,
      @Nullable String model,
      Recognition recognition,
      @Nullable String note) {
    return new Provenance(
        engine.name(),
        version,
        model,
        recognition.language(),
        recognition.parameters(),
        "",
        "",
        note);
  }
}
