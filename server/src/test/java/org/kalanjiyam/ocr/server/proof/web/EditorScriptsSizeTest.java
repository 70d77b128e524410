package org.kalanjiyam.ocr.server.proof.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

final class EditorScriptsSizeTest {
  private static final int BUDGET = 120_000;

  @Test
  void theEditorsScriptsStayUnderTheirBudgetCompressed() throws IOException {
    var resources = new PathMatchingResourcePatternResolver();
    List<Resource> scripts = new ArrayList<>();
    for (String those :
        List.of(
            "classpath:/static/js/**/*.js",
            "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js")) {
      Stream.of(resources.getResources(those)).forEach(scripts::add);
    }
    assertThat(scripts).extracting(Resource::getFilename).contains("room.js", "htmx.min.js");
    int bytes = 0;
    for (Resource script : scripts) {
      bytes += compressed(script.getContentAsByteArray());
    }
    System.out.printf("BENCH scripts of the editor, compressed: %d bytes%n", bytes);
    assertThat(bytes).isLessThan(BUDGET);
  }

  private static int compressed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.size();
  }
}
