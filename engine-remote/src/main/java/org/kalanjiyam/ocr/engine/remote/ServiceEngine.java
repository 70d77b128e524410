package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.SharedLimit;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;
import org.kalanjiyam.ocr.engine.remote.Patience.Result;
import tools.jackson.databind.JsonNode;

/**
 * An engine of an OCR service. What it answers is looked at as a model's answer is. Thread-safe.
 */
final class ServiceEngine implements OcrEngine {
  private static final int TRIES = 2;
  private static final ImageShape AS_IT_IS =
      new ImageShape(Integer.MAX_VALUE, Long.MAX_VALUE, ImageShape.Encoding.PNG);

  private final EngineSettings engine;
  private final String remoteName;
  private final ServiceLink link;
  private final RequestPacer pacer;
  private final Patience patience;
  private final LocalHelp local;

  ServiceEngine(
      EngineSettings engine,
      String remoteName,
      ServiceLink link,
      RequestPacer pacer,
      Patience patience,
      LocalHelp local) {
    this.engine = engine;
    this.remoteName = remoteName;
    this.link = link;
    this.pacer = pacer;
    this.patience = patience;
    this.local = local;
  }

  @Override
  public String version() {
    return remoteName + " v1";
  }

  @Override
  public Optional<SharedLimit> sharedLimit() {
    return Optional.of(pacer);
  }

  @Override
  public Outcome recognise(Recognition recognition) throws InterruptedException {
    try {
      Picture picture = Picture.of(recognition.image().bytes(), AS_IT_IS, 0);
      Frame frame = picture.frame();
      if (picture.ink() == Ink.NONE) {
        return recognised(
            recognition,
            new PageText(frame.width(), frame.height(), List.of()),
            "The page is blank, so that the service was not asked.");
      }
      CompletableFuture<Optional<LocalEngine.Found>> help = local.begin(recognition);
      try {
        return ask(recognition, frame, help);
      } finally {
        help.cancel(true);
      }
    } catch (Picture.Unreadable e) {
      return new Outcome.Rejected("unreadable-image", String.valueOf(e.getMessage()));
    }
  }

  private Outcome ask(
      Recognition recognition, Frame frame, CompletableFuture<Optional<LocalEngine.Found>> help)
      throws InterruptedException {
    Flaw flaw = new Flaw("no-answer", "is none");
    for (int i = 0; i < TRIES; i++) {
      Result<JsonNode> result =
          patience.ask(
              engine.title(), pacer, recognition, () -> link.recognise(remoteName, recognition));
      switch (result) {
        case Result.Ended<JsonNode>(Outcome outcome) -> {
          return outcome;
        }
        case Result.Answered<JsonNode>(JsonNode answer) -> {
          engine.price().ifPresent(p -> recognition.spending().add(p.of(new Usage(0, 0))));
          Optional<PageText> rows =
              ServiceRows.page(answer.path("bounding_boxes"), frame.width(), frame.height());
          ParsedPage page = page(answer.path("text").asString(""), rows);
          String text = page.text();
          Optional<Flaw> found =
              Repetition.find(text)
                  .or(() -> Guards.chatter(text))
                  .or(() -> Guards.wrongScript(text, recognition.language()));
          @Nullable PageText there =
              rows.isPresent() || found.isPresent() ? null : LocalHelp.await(help, recognition);
          found = found.or(() -> Guards.shortStop(page, there));
          if (found.isEmpty()) {
            return recognised(
                recognition, PageAssembly.of(page, frame, 0, rows.orElse(there)), null);
          }
          flaw = found.get();
        }
      }
    }
    return local.instead(recognition, engine, flaw, TRIES);
  }

  /** The text in paragraphs; that of the rows where there is no other. */
  private static ParsedPage page(String text, Optional<PageText> rows) {
    String whole = text.isBlank() ? rows.map(PageText::text).orElse("") : text;
    List<Block> blocks = new ArrayList<>();
    for (String paragraph : whole.split("\\R\\s*\\R")) {
      blocks.add(Block.of(null, paragraph));
    }
    return new ParsedPage(blocks, 0);
  }

  private Outcome recognised(Recognition recognition, PageText text, @Nullable String note) {
    return new Outcome.Recognised(
        text, Recipe.provenance(engine, version(), remoteName, recognition, note));
  }

  @Override
  public void close() {
    link.close();
    local.close();
  }
}
