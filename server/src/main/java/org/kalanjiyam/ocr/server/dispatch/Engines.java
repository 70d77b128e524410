package org.kalanjiyam.ocr.server.dispatch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.server.task.EngineCatalogue;
import org.kalanjiyam.ocr.server.task.EngineQueues;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The engines that this site knows. What workers announce counts; an engine that no worker
 * announces is described by its provider, as it would be on this machine, so that pages can be
 * asked for before a worker is there.
 */
@Component
public class Engines implements EngineCatalogue {
  private final Workers workers;
  private final InstalledEngines installed;
  private final Function<String, Optional<EngineQueues.Held>> held;

  @Autowired
  Engines(Workers workers, InstalledEngines installed, EngineQueues queues) {
    this(workers, installed, queues::held);
  }

  Engines(
      Workers workers,
      InstalledEngines installed,
      Function<String, Optional<EngineQueues.Held>> held) {
    this.held = held;
    this.workers = workers;
    this.installed = installed;
  }

  /**
   * An engine as people choose it.
   *
   * @param available whether a task for it is accepted
   * @param reason why not; or, where it is available but nobody reads yet, that pages will wait
   * @param about what a person should know before choosing it; empty for nothing
   * @param options what may be chosen for a task
   * @param corrects whether it can be given a page's text to correct
   */
  public record Engine(
      String name,
      String title,
      boolean available,
      @Nullable String reason,
      boolean paid,
      @Nullable String version,
      int slots,
      List<Language> languages,
      String about,
      List<EngineOption> options,
      boolean corrects) {

    /** One of which there is nothing to say. */
    public Engine(
        String name,
        String title,
        boolean available,
        @Nullable String reason,
        boolean paid,
        @Nullable String version,
        int slots,
        List<Language> languages) {
      this(name, title, available, reason, paid, version, slots, languages, "", List.of(), false);
    }

    /** The same while an administrator holds its queue: if it is drained, it takes no new task. */
    Engine held(EngineQueues.Held held) {
      boolean drained = held.state() == EngineQueues.State.DRAINING;
      String why =
          drained
              ? "An administrator lets its queue run empty: it takes no new task for now."
              : "An administrator has paused its queue; pages wait.";
      return new Engine(
          name,
          title,
          available && !drained,
          available ? why : reason,
          paid,
          version,
          slots,
          languages,
          about,
          options,
          corrects);
    }
  }

  /** All engines known, those that come with the product first. */
  public List<Engine> all() {
    Map<String, Engine> all = new LinkedHashMap<>();
    installed.all().forEach(provider -> all.put(provider.name(), engine(provider)));
    workers.all().stream()
        .map(heard -> heard.announcement().engine())
        .filter(name -> !all.containsKey(name))
        .distinct()
        .forEach(name -> announced(name, name, "").ifPresent(engine -> all.put(name, engine)));
    all.replaceAll((name, engine) -> held.apply(name).map(engine::held).orElse(engine));
    return List.copyOf(all.values());
  }

  @Override
  public Choice choose(String name, String language) {
    Optional<Engine> engine = all().stream().filter(e -> e.name().equals(name)).findFirst();
    if (engine.isEmpty()) {
      String known = all().stream().map(Engine::name).collect(Collectors.joining(", "));
      return new Choice.Unknown("There is no engine '%s'; known are: %s.".formatted(name, known));
    }
    if (!engine.get().available()) {
      return new Choice.Unknown(
          "The engine '%s' is not ready. %s".formatted(name, engine.get().reason()));
    }
    return LanguageChoice.of(engine.get().languages(), language)
        .<Choice>map(
            code ->
                new Choice.Known(
                    name,
                    code,
                    Optional.ofNullable(engine.get().version()),
                    LanguageChoice.recipe(engine.get().languages(), code)))
        .orElseGet(() -> new Choice.Unknown(unknown(engine.get(), language)));
  }

  @Override
  public Optional<String> refuseOptions(String name, String parameters) {
    List<EngineOption> known =
        installed.find(name).map(OcrEngineProvider::options).orElse(List.of());
    return OptionChoice.refusal(name, known, parameters);
  }

  @Override
  public String withoutDefaults(String name, String parameters) {
    List<EngineOption> known =
        installed.find(name).map(OcrEngineProvider::options).orElse(List.of());
    return OptionChoice.withoutDefaults(known, parameters);
  }

  private String unknown(Engine engine, String language) {
    String hint = installed.find(engine.name()).map(one -> one.languageHint(language)).orElse("");
    return LanguageChoice.unknown(engine, language, hint);
  }

  private Engine engine(OcrEngineProvider provider) {
    return announced(provider.name(), provider.title(), provider.about())
        .orElseGet(
            () ->
                switch (installed.readiness(provider)) {
                  case Readiness.Ready ready ->
                      engine(provider, true, "No worker is connected; pages wait for one.", ready);
                  case Readiness.NotReady no ->
                      engine(provider, false, no.reason(), new Readiness.Ready(List.of()));
                });
  }

  private static Engine engine(
      OcrEngineProvider provider, boolean available, String reason, Readiness.Ready ready) {
    return new Engine(
        provider.name(),
        provider.title(),
        available,
        reason,
        provider.paid(),
        null,
        0,
        ready.languages(),
        provider.about(),
        provider.options(),
        provider.corrects());
  }

  private Optional<Engine> announced(String name, String title, String about) {
    List<WorkerAnnouncement> live = workers.live(name);
    if (live.isEmpty()) {
      return Optional.empty();
    }
    WorkerAnnouncement first = live.getFirst();
    List<Language> languages =
        live.stream()
            .flatMap(worker -> worker.languages().stream())
            .collect(
                Collectors.toMap(Language::code, one -> one, (one, other) -> one, TreeMap::new))
            .values()
            .stream()
            .sorted(Comparator.comparing(Language::name))
            .toList();
    int slots = live.stream().mapToInt(WorkerAnnouncement::slots).sum();
    return Optional.of(
        new Engine(
            name,
            title,
            true,
            null,
            first.paid(),
            first.engineVersion(),
            slots,
            languages,
            about,
            installed.find(name).map(OcrEngineProvider::options).orElse(List.of()),
            installed.find(name).map(OcrEngineProvider::corrects).orElse(false)));
  }
}
