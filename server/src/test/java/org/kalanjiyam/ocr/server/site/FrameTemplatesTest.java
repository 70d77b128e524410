package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.access.Rights;

/** Pages that strangers may meet, and that refuse. */
class FrameTemplatesTest {
  private final TemplateBench bench = new TemplateBench();

  @ParameterizedTest
  @ValueSource(strings = {"error/403", "error/404", "error/4xx", "error/507", "error/5xx"})
  void errorsRenderForStrangers(String view) throws Exception {
    assertThat(bench.render(view, stranger("status", 400))).doesNotContain("/account");
  }

  @Test
  void aWrongPasswordIsSaid() throws Exception {
    assertThat(bench.render("access/sign-in", stranger("problem", "Name or password is wrong.")))
        .contains("Name or password is wrong.");
  }

  @Test
  void aRefusedFileIsSaidByName() throws Exception {
    String problem = "“x.doc” is not a kind of file that is accepted: PDF, PNG.";
    assertThat(bench.render("project/upload", Map.of("problem", problem))).contains("“x.doc”");
  }

  private static Map<String, Object> stranger(String key, Object value) {
    Map<String, Object> model = new HashMap<>();
    model.put("me", null);
    model.put("may", new Rights(null));
    model.put(key, value);
    return model;
  }
}
