package org.kalanjiyam.ocr.engine.remote;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.SharedLimit;
import org.kalanjiyam.ocr.engine.remote.Patience.Result;

/**
 * A vision-language model behind an OpenAI-compatible server. An answer that the {@link Guards} do
 * not believe is asked for again, a rung higher on the ladder; when that ends, the page fails, or a
 * local engine recognises it where the site wants that. Thread-safe.
 */
final class ChatEngine implements OcrEngine {
  private final EngineSettings engine;
  private final ChatSettings chat;
  private final ChatLink link;
  private final RequestPacer pacer;
  private final Patience patience;
  private final LocalHelp local;
  private final String version;

  ChatEngine(
      EngineSettings engine,
      ChatSettings chat,
      ChatLink link,
      RequestPacer pacer,
      Patience patience,
      LocalHelp local) {
    this.engine = engine;
    this.chat = chat;
    this.link = link;
    this.pacer = pacer;
    this.patience = patience;
    this.local = local;
    this.version = Recipe.versionOf(chat);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<SharedLimit> sharedLimit() {
    return Optional.of(pacer);
  }

  @Override
  public Outcome recognise(Recognition recognition) throws InterruptedException {
    try {
      Picture picture = Picture.of(recognition.image().bytes(), chat.image(), 0);
      if (picture.ink() == Ink.NONE) {
        return recognised(
            recognition,
            new PageText(picture.frame().width(), picture.frame().height(), java.util.List.of()),
            "The page is blank, so that the model was not asked.");
      }
      CompletableFuture<Optional<LocalEngine.Found>> help = local.begin(recognition);
      try {
        return climb(recognition, picture, help);
      } finally {
        help.cancel(true);
      }
    } catch (Picture.Unreadable e) {
      return new Outcome.Rejected("unreadable-image", String.valueOf(e.getMessage()));
    }
  }

  private Outcome climb(
      Recognition recognition, Picture upright, CompletableFuture<Optional<LocalEngine.Found>> help)
      throws InterruptedException, Picture.Unreadable {
    Picture picture = upright;
    int turn = 0;
    Flaw flaw = new Flaw("no-answer", "is none");
    String prompt = prompt(recognition);
    for (int rung = 0; rung < chat.ladder().size(); rung++) {
      Picture sent = picture;
      Decoding decoding = chat.ladder().get(rung);
      Result<ChatAnswer> result =
          patience.ask(
              engine.title(),
              pacer,
              recognition,
              () -> link.ask(prompt, sent, decoding, recognition));
      switch (result) {
        case Result.Ended<ChatAnswer>(Outcome outcome) -> {
          return outcome;
        }
        case Result.Answered<ChatAnswer>(ChatAnswer answer) -> {
          pay(recognition, answer.usage());
          Look look = look(answer, sent.frame(), recognition, help);
          switch (look) {
            case Look.Turned(int asked) -> {
              turn = (turn + asked) % 360;
              picture = Picture.of(recognition.image().bytes(), chat.image(), turn);
              flaw = new Flaw("turned", "wants the page turned again and again");
            }
            case Look.Good(ParsedPage page, PageText there) -> {
              return recognised(
                  recognition,
                  PageAssembly.of(page, sent.frame(), turn, there),
                  rung == 0 ? null : tries(rung, flaw));
            }
            case Look.Bad(Flaw found) -> flaw = found;
          }
        }
      }
    }
    return local.instead(recognition, engine, flaw, chat.ladder().size());
  }

  private String prompt(Recognition recognition) {
    String language = Languages.name(recognition.language());
    String draft = recognition.draft();
    return draft == null || chat.correction() == null
        ? Prompts.fill(chat.prompt(), language)
        : Prompts.fill(chat.correction(), language, draft);
  }

  private static String tries(int rung, Flaw flaw) {
    return "The model was asked %d times; the answer before %s.".formatted(rung + 1, flaw.what());
  }

  /** What was seen of an answer. */
  private sealed interface Look {
    record Good(ParsedPage page, @Nullable PageText local) implements Look {}

    /** The model wants the page turned by so many degrees first. */
    record Turned(int degrees) implements Look {}

    record Bad(Flaw flaw) implements Look {}
  }

  private Look look(
      ChatAnswer answer,
      Frame frame,
      Recognition recognition,
      CompletableFuture<Optional<LocalEngine.Found>> help) {
    Optional<Flaw> flaw =
        Repetition.find(answer.text()).or(() -> Guards.truncated(answer.finish()));
    if (flaw.isPresent()) {
      return new Look.Bad(flaw.get());
    }
    try {
      ParsedPage page = chat.answer().parse(answer.text(), frame);
      if (page.turn() != 0) {
        return new Look.Turned(page.turn());
      }
      String text = page.text();
      flaw = Guards.chatter(text).or(() -> Guards.wrongScript(text, recognition.language()));
      if (flaw.isPresent()) {
        return new Look.Bad(flaw.get());
      }
      flaw = Guards.rewritten(text, recognition.draft());
      if (flaw.isPresent()) {
        return new Look.Bad(flaw.get());
      }
      PageText there = LocalHelp.await(help, recognition);
      return Guards.shortStop(page, there)
          .<Look>map(Look.Bad::new)
          .orElseGet(() -> new Look.Good(page, there));
    } catch (UnreadableAnswer e) {
      return new Look.Bad(new Flaw("unreadable-answer", "is not in the format asked for"));
    }
  }

  private void pay(Recognition recognition, Usage usage) {
    pacer.used(usage.tokens());
    engine.price().ifPresent(price -> recognition.spending().add(price.of(usage)));
  }

  private Outcome recognised(Recognition recognition, PageText text, @Nullable String note) {
    return new Outcome.Recognised(
        text, Recipe.provenance(engine, version, chat.model(), recognition, note));
  }

  @Override
  public void close() {
    link.close();
    local.close();
  }
}
