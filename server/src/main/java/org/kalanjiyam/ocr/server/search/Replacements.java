package org.kalanjiyam.ocr.server.search;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.proof.Edit;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.search.LineFinder.Stretch;
import org.kalanjiyam.ocr.server.search.ReplacementTable.PagePart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces over a book: looks ahead, starts, and changes page after page, each in one transaction
 * with its being through, so that a crash neither loses nor doubles any. Thread-safe, over several
 * servers too.
 */
@Service
public class Replacements {
  private static final Logger log = LoggerFactory.getLogger(Replacements.class);
  private static final int LONGEST = 500;

  private final ReplacementTable table;
  private final Projects projects;
  private final Revisions revisions;
  private final BookTexts bookTexts;
  private final Proofing proofing;
  private final People people;
  private final Audit audit;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final TransactionTemplate transaction;

  Replacements(
      ReplacementTable table,
      Projects projects,
      Revisions revisions,
      BookTexts bookTexts,
      Proofing proofing,
      People people,
      Audit audit,
      Clock clock,
      Supplier<UUID> taskIds,
      TransactionTemplate transaction) {
    this.table = table;
    this.projects = projects;
    this.revisions = revisions;
    this.bookTexts = bookTexts;
    this.proofing = proofing;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
    this.ids = taskIds;
    this.transaction = transaction;
  }

  /**
   * What is to be replaced: these very characters, by those.
   *
   * @param wholeWords only where no letter is before or after it
   */
  public record Wanted(String find, String replaceBy, boolean wholeWords) {
    public Wanted {
      find = Normalizer.normalize(find, Normalizer.Form.NFC);
      replaceBy = Normalizer.normalize(replaceBy, Normalizer.Form.NFC);
      if (find.isEmpty() || find.length() > LONGEST || replaceBy.length() > LONGEST) {
        throw new IllegalArgumentException(
            "Say what to look for and what to put there, each in %d characters at most"
                .formatted(LONGEST));
      }
      if ((find + replaceBy).chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("Only characters within a line can be replaced");
      }
    }

    List<Stretch> in(String text) {
      List<Stretch> found = new ArrayList<>();
      for (int at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length())) {
        Stretch one = new Stretch(at, at + find.length());
        if (!wholeWords || alone(text, one)) {
          found.add(one);
        }
      }
      return found;
    }

    private static boolean alone(String text, Stretch one) {
      return (one.start() == 0 || !inWord(text.codePointBefore(one.start())))
          && (one.end() == text.length() || !inWord(text.codePointAt(one.end())));
    }

    private static boolean inWord(int letter) {
      return Character.isLetterOrDigit(letter)
          || switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> letter == 0x200C || letter == 0x200D;
          };
    }
  }

  /**
   * What would be replaced.
   *
   * @param lines in which it is, with the picture's place
   * @param more places that are not shown
   */
  public record Preview(List<SearchHit> lines, int more) {}

  /** Looks ahead; changes nothing. */
  public Preview preview(Project project, Wanted wanted, int most) {
    List<SearchHit> lines = new ArrayList<>();
    int shown = 0;
    int all = 0;
    for (var text : bookTexts.textsWith(project.id(), wanted.find())) {
      List<Stretch> stretches = wanted.in(text.text());
      all += stretches.size();
      if (stretches.isEmpty() || shown + stretches.size() > most) {
        continue;
      }
      shown += stretches.size();
      Optional<Revision> revision = revisions.of(text.pageId(), text.version());
      Optional<Page> page = projects.pageById(text.pageId());
      if (revision.isPresent() && page.isPresent()) {
        lines.addAll(
            LineFinder.lines(project, page.get(), revision.get(), stretches, Integer.MAX_VALUE));
      }
    }
    return new Preview(lines, all - shown);
  }

  /** A place that was ticked: in a version of a page's text, from this character on. */
  public record Place(int page, int version, int start) {}

  /**
   * Starts to replace.
   *
   * @param ticked only here; those that are not so (any more) are passed over. Empty: everywhere
   * @return empty if there is no place at all
   */
  public Optional<Replacement> start(
      Project project, Wanted wanted, Optional<List<Place>> ticked, Person by) {
    Map<String, List<Place>> chosen =
        ticked.orElse(List.of()).stream()
            .collect(Collectors.groupingBy(place -> place.page() + " " + place.version()));
    Map<Long, List<Integer>> places = new TreeMap<>();
    Map<Long, Integer> versions = new TreeMap<>();
    for (var text : bookTexts.textsWith(project.id(), wanted.find())) {
      List<Integer> here =
          chosen.getOrDefault(text.number() + " " + text.version(), List.of()).stream()
              .map(Place::start)
              .toList();
      List<Integer> starts =
          wanted.in(text.text()).stream()
              .map(Stretch::start)
              .filter(start -> ticked.isEmpty() || here.contains(start))
              .toList();
      if (!starts.isEmpty()) {
        places.put(text.pageId(), starts);
        versions.put(text.pageId(), text.version());
      }
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    UUID id = ids.get();
    transaction.executeWithoutResult(
        status -> {
          table.add(id, project.id(), wanted.find(), wanted.replaceBy(), by.id(), clock.instant());
          places.forEach(
              (page, starts) ->
                  table.addPage(id, page, requireNonNull(versions.get(page)), starts));
          audit.record(
              by,
              "replace.start",
              null,
              project.slug(),
              wanted.find() + " → " + wanted.replaceBy());
        });
    Thread.ofVirtual().name("replace").start(this::workAll);
    return table.find(project.id(), id);
  }

  /** A replacing over this book. */
  public Optional<Replacement> find(Project project, UUID id) {
    return table.find(project.id(), id);
  }

  /** The newest over this book. */
  public List<Replacement> newest(Project project, int most) {
    return table.newest(project.id(), most);
  }

  /** Takes all of it back, page after page; false if that was asked before or it still goes on. */
  public boolean undo(Project project, Replacement replacement, Person by) {
    boolean begun =
        requireNonNull(
            transaction.execute(
                status -> {
                  boolean first = table.undo(replacement.id(), by.id(), clock.instant());
                  if (first) {
                    audit.record(by, "replace.undo", null, project.slug(), replacement.find());
                  }
                  return first;
                }));
    if (begun) {
      Thread.ofVirtual().name("replace").start(this::workAll);
    }
    return begun;
  }

  /** Changes all pages that are due; what a crash cut off goes on here. */
  @Scheduled(fixedDelay = 2000)
  void workAll() {
    try {
      boolean more = true;
      while (more) {
        more = Boolean.TRUE.equals(transaction.execute(status -> workOne()));
      }
    } catch (DataAccessException | TransactionException e) {
      log.debug("Replacing goes on later: {}", e.getMessage());
    }
  }

  private boolean workOne() {
    Optional<PagePart> next = table.takeNext();
    next.ifPresent(this::work);
    return next.isPresent();
  }

  private void work(PagePart part) {
    boolean back = part.status().equals("UNDO_QUEUED");
    Optional<Page> page = projects.pageById(part.pageId());
    Optional<Person> person = people.byId(table.actor(part.replacement()));
    Optional<Replacement> whole =
        page.flatMap(found -> table.find(found.projectId(), part.replacement()));
    Optional<Revision> base = revisions.of(part.pageId(), part.baseVersion());
    int expected = back ? part.made() : part.baseVersion();
    String left = back ? "UNDO_LEFT_OUT" : "LEFT_OUT";
    if (page.isEmpty()
        || person.isEmpty()
        || whole.isEmpty()
        || base.isEmpty()
        || page.get().version() != expected) {
      table.end(part, left, part.made());
      return;
    }
    String old = base.get().text();
    Replacement asked = whole.get();
    String text = back ? old : replaced(old, part.places(), asked);
    String summary = asked.find() + " → " + asked.replaceBy();
    Edit edit =
        new Edit(text, expected, back ? "⤺ " + summary : summary, List.of(), Edit.Then.LEAVE);
    switch (proofing.save(page.get(), edit, person.get())) {
      case SaveResult.Saved(int version) ->
          table.end(part, back ? "UNDONE" : "DONE", back ? part.made() : version);
      case SaveResult.Conflict conflict -> table.end(part, left, part.made());
      case SaveResult.Unfit unfit -> table.end(part, left, part.made());
    }
  }

  private static String replaced(String text, List<Integer> places, Replacement asked) {
    StringBuilder made = new StringBuilder();
    int from = 0;
    for (int place : places) {
      made.append(text, from, place).append(asked.replaceBy());
      from = place + asked.find().length();
    }
    return made.append(text, from, text.length()).toString();
  }
}
