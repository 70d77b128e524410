package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.dispatch.Shift.Out;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Many tasks at once, with the real database and the real dispatch, in virtual time. */
class FairnessTest extends ServerFixture {
  private static final int SLOTS = 2;
  private static final Duration PAGE = Duration.ofSeconds(2);

  /** Pages that were handed out before are read first: the window's three a slot. */
  private static final int WINDOW_ROUNDS = 3;

  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Projects projects;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired PageSpeeds speeds;
  @Autowired PageFlow flow;
  @Autowired TransactionTemplate transaction;

  Books books;
  Person meena;
  Person arjun;
  Person admin;
  Shift shift;

  @BeforeEach
  void people() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    arjun = books.person("arjun", Role.EDITOR);
    admin = books.person("devi", Role.ADMIN);
    clock.set(clock.instant());
    speeds.forget();
    shift = new Shift(SLOTS, workers, dispatcher, flow, transaction, jdbc, clock);
  }

  @AfterEach
  void leave() {
    shift.leave();
  }

  @Test
  void anotherPersonsLeafletIsNextThoughADictionaryWaits() {
    leafletBehindTheDictionary(arjun);
  }

  @Test
  void theSamePersonsLeafletIsNextThoughTheirDictionaryWaits() {
    leafletBehindTheDictionary(meena);
  }

  private void leafletBehindTheDictionary(Person reader) {
    Task dictionary = started("dictionary", 2000, meena, Priority.NORMAL);
    shift.announce();
    rounds(3);
    long before = shift.out().getLast().ticket();

    Task leaflet = started("leaflet", 5, reader, Priority.NORMAL);
    Instant begun = clock.instant();
    shift.round(PAGE);
    List<Out> handedOutSince = shift.out().stream().filter(page -> page.ticket() > before).toList();
    assertThat(handedOutSince.getFirst().task())
        .as("whose page goes out next")
        .isEqualTo(leaflet.id());
    assertThat(handedOutSince.getFirst().page()).isEqualTo(1);

    int rounds = 1;
    while (active(leaflet)) {
      assertThat(shift.round(PAGE)).as("no slot is idle").hasSize(SLOTS);
      rounds++;
    }
    double share = 1.0;
    long atTheMost = Math.round(5 * PAGE.toSeconds() / share) + WINDOW_ROUNDS * PAGE.toSeconds();
    Duration took = Duration.between(begun, clock.instant());
    Duration own = Duration.between(begunAt(leaflet), clock.instant());
    System.out.printf(
        "Leaflet of %s: 5 pages of %d s at a share of %.0f of %d slots took %d s (%d rounds), %d s"
            + " from its first page on%n",
        reader.name(), PAGE.toSeconds(), share, SLOTS, took.toSeconds(), rounds, own.toSeconds());
    assertThat(own).isLessThanOrEqualTo(Duration.ofSeconds(Math.round(5 * 2 / share)));
    assertThat(took).isLessThanOrEqualTo(Duration.ofSeconds(atTheMost));
    assertThat(active(dictionary)).isTrue();
  }

  @Test
  void peopleShareAlikeHoweverManyTasksOneHas() {
    for (int i = 0; i < 5; i++) {
      started("of-meena-" + i, 50, meena, Priority.NORMAL);
    }
    shift.announce();
    rounds(2);
    Task one = started("of-arjun", 50, arjun, Priority.NORMAL);
    rounds(20);

    int ofArjun = tasks.find(one.id()).orElseThrow().counts().done();
    assertThat(ofArjun).as("half of 40 pages, less those that were out before").isBetween(16, 21);
  }

  @Test
  void higherPrioritiesGoFirst() {
    Task low = started("low", 20, meena, Priority.LOW);
    shift.announce();
    assertThat(shift.out()).extracting(Out::task).containsOnly(low.id());
    Task normal = started("normal", 8, arjun, Priority.NORMAL);
    Task high = started("high", 8, admin, Priority.HIGH);

    List<UUID> order = new java.util.ArrayList<>();
    for (int i = 0; active(low); i++) {
      order.addAll(shift.round(PAGE));
      assertThat(i).isLessThan(40);
    }

    int out = Window.pages(SLOTS);
    assertThat(order.subList(0, out)).as("what was out already").containsOnly(low.id());
    assertThat(order.subList(out, out + 8)).containsOnly(high.id());
    assertThat(order.subList(out + 8, out + 16)).containsOnly(normal.id());
    assertThat(order.subList(out + 16, order.size())).containsOnly(low.id()).hasSize(20 - out);
  }

  @Test
  void theWindowIsFilledThoughTheNextPersonHasOnlyOnePage() {
    for (int i = 0; i < 3; i++) {
      started("single-" + i, 1, books.person("person-" + i, Role.EDITOR), Priority.NORMAL);
    }
    started("long", 50, arjun, Priority.LOW);

    shift.announce();

    assertThat(shift.out()).hasSize(Window.pages(SLOTS));
  }

  private void rounds(int number) {
    for (int i = 0; i < number; i++) {
      shift.round(PAGE);
    }
  }

  private Instant begunAt(Task task) {
    return java.util.Objects.requireNonNull(tasks.find(task.id()).orElseThrow().begunAt());
  }

  private boolean active(Task task) {
    return tasks.find(task.id()).orElseThrow().active();
  }

  private Task started(String slug, int pages, Person by, Priority priority) {
    var request =
        new StartRequest(StandInProvider.NAME, "eng", Scope.UNEDITED, null, priority, null);
    return ((Started) start.start(books.book(slug, pages, by), request, by)).task();
  }
}
