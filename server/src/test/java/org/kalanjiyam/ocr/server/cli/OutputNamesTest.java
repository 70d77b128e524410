package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputNamesTest {
  private static final Path OUT = Path.of("/out");

  @Test
  void aFileGivesItsNameWithoutItsEnding() {
    var names = new OutputNames(OUT, List.of(Path.of("in/book.v2.pdf")));

    String base = names.base(Path.of("in/book.v2.pdf"));

    assertThat(names.file(base, ".txt")).isEqualTo(Path.of("/out/book.v2.txt"));
  }

  @Test
  void filesOfOneNameGetTwoNames() {
    var names = new OutputNames(OUT, List.of());

    assertThat(List.of(Path.of("a/x.pdf"), Path.of("b/x.pdf"), Path.of("X.png")))
        .extracting(names::base)
        .containsExactly("x", "x-2", "X-3");
  }

  @Test
  void aFileThatIsReadIsNeverWrittenOver() {
    var names = new OutputNames(OUT, List.of(Path.of("/out/book.pdf")));

    assertThat(names.file("book", ".pdf")).isEqualTo(Path.of("/out/book-ocr.pdf"));
  }

  @Test
  void aHiddenFileKeepsItsName() {
    assertThat(new OutputNames(OUT, List.of()).base(Path.of(".scan"))).isEqualTo(".scan");
  }
}
