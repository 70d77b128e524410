package org.kalanjiyam.ocr.server.trial;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.proof.TaskTexts;
import org.kalanjiyam.ocr.server.proof.TaskTexts.TaskText;
import org.kalanjiyam.ocr.server.proof.TextDifference;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.trial.Comparison.Cell;
import org.kalanjiyam.ocr.server.trial.Comparison.OfPage;
import org.kalanjiyam.ocr.server.trial.Comparison.Sum;
import org.springframework.stereotype.Service;

/** Lays what set-ups made of the same pages side by side. */
@Service
public class Comparisons {
  private final TaskPages taskPages;
  private final TaskTexts texts;
  private final BookTexts bookTexts;
  private final Projects projects;
  private final Budgets budgets;

  Comparisons(
      TaskPages taskPages,
      TaskTexts texts,
      BookTexts bookTexts,
      Projects projects,
      Budgets budgets) {
    this.taskPages = taskPages;
    this.texts = texts;
    this.bookTexts = bookTexts;
    this.projects = projects;
    this.budgets = budgets;
  }

  /** What a task did, by page id: the page's fate and its text. */
  private record Done(Map<Integer, TaskPage> pages, Map<Long, TaskText> texts) {
    static final Done NOTHING = new Done(Map.of(), Map.of());
  }

  /** A trial as it stands now. */
  public Comparison of(Trial trial) {
    Map<UUID, Done> done = new HashMap<>();
    trial.tasks().forEach(task -> done.put(task.id(), done(task)));
    Map<Integer, Page> pages = pages(trial, done);
    Map<Long, String> truths =
        bookTexts.newestByPeople(pages.values().stream().map(Page::id).toList());
    List<OfPage> compared =
        pages.entrySet().stream()
            .map(entry -> page(trial, entry.getKey(), entry.getValue(), truths, done))
            .toList();
    List<Sum> sums = trial.runs().stream().map(run -> sum(run, compared, truths, done)).toList();
    return new Comparison(trial, sums, compared);
  }

  private Done done(Task task) {
    return new Done(
        taskPages.pages(task.id()).stream().collect(toMap(TaskPage::page, page -> page)),
        texts.of(task.id()).stream().collect(toMap(TaskText::pageId, text -> text)));
  }

  /** The pages by the numbers that they had when the trial began. */
  private Map<Integer, Page> pages(Trial trial, Map<UUID, Done> done) {
    Map<Integer, Page> now =
        projects.pages(trial.projectId()).stream().collect(toMap(Page::number, page -> page));
    Map<Long, Page> byId = now.values().stream().collect(toMap(Page::id, page -> page));
    Map<Integer, Page> pages = new java.util.TreeMap<>();
    for (Done one : done.values()) {
      for (int number : new TreeSet<>(one.pages().keySet())) {
        Page page = now.get(number);
        if (page != null) {
          pages.putIfAbsent(number, page);
        }
      }
      one.texts()
          .forEach(
              (id, text) -> {
                Page page = byId.get(id);
                if (page != null) {
                  pages.put(text.page(), page);
                }
              });
    }
    return pages;
  }

  private static OfPage page(
      Trial trial, int number, Page page, Map<Long, String> truths, Map<UUID, Done> done) {
    @Nullable String truth = truths.get(page.id());
    @Nullable String reference = truth;
    List<Cell> cells = new ArrayList<>();
    for (Trial.Run run : trial.runs()) {
      Task task = run.task();
      Done one = task == null ? Done.NOTHING : done.getOrDefault(task.id(), Done.NOTHING);
      TaskPage fate = one.pages().get(number);
      TaskText text = one.texts().get(page.id());
      cells.add(cell(run, fate, text == null ? null : text.text(), truth, reference));
      if (reference == null && text != null) {
        reference = text.text();
      }
    }
    return new OfPage(page, truth, cells);
  }

  private static Cell cell(
      Trial.Run run,
      @Nullable TaskPage fate,
      @Nullable String text,
      @Nullable String truth,
      @Nullable String reference) {
    Task task = run.task();
    return new Cell(
        run.place(),
        task == null ? null : task.id(),
        fate == null ? null : fate.status(),
        fate == null ? run.refusal() : fate.reason(),
        text,
        text == null || reference == null ? null : TextDifference.between(reference, text),
        fate == null ? null : fate.confidence(),
        fate == null ? null : fate.durationMillis(),
        truth == null || text == null ? null : rates(List.of(truth), List.of(text)));
  }

  private Sum sum(
      Trial.Run run, List<OfPage> pages, Map<Long, String> truths, Map<UUID, Done> done) {
    List<Cell> cells = pages.stream().map(page -> page.cells().get(run.place() - 1)).toList();
    List<String> wanted = new ArrayList<>();
    List<String> got = new ArrayList<>();
    for (OfPage page : pages) {
      String text = page.cells().get(run.place() - 1).text();
      if (page.truth() != null && text != null) {
        wanted.add(requireNonNull(page.truth()));
        got.add(text);
      }
    }
    Task task = run.task();
    Double millis = Comparison.mean(values(cells.stream().map(Cell::millis).toList()));
    return new Sum(
        run,
        Comparison.mean(values(cells.stream().map(Cell::confidence).toList())),
        millis == null ? null : Math.round(millis),
        task == null ? null : budgets.costOf(task.engine(), task.id()).orElse(null),
        wanted.isEmpty() ? null : rates(wanted, got));
  }

  private static List<Double> values(List<? extends @Nullable Number> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .map(value -> requireNonNull(value).doubleValue())
        .toList();
  }

  private static Rates rates(List<String> wanted, List<String> got) {
    ErrorRates rates = new ErrorRates();
    for (int i = 0; i < wanted.size(); i++) {
      rates.add(wanted.get(i), got.get(i));
    }
    return rates.rates();
  }
}
