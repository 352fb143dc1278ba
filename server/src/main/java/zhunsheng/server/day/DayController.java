package zhunsheng.server.day;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.casebook.Progress;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.casebook.clock.MovableClock;
import zhunsheng.policy.act.Refusal;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.ProblemException;

@RestController
@RequestMapping(path = "/api/day", produces = MediaType.APPLICATION_JSON_VALUE)
class DayController {
  private final BusinessClock clock;
  private final Casebook casebook;
  private final PolicyShelf shelf;

  DayController(BusinessClock clock, Casebook casebook, PolicyShelf shelf) {
    this.clock = clock;
    this.casebook = casebook;
    this.shelf = shelf;
  }

  /** The business day, and whether this is a demonstration in which it can be moved. */
  record BusinessDay(LocalDate day, boolean movable) {}

  /** A day to move to. */
  record DayChange(@NotNull LocalDate day) {}

  @GetMapping
  @AllowedTo(everySignedIn = true)
  BusinessDay day() {
    return new BusinessDay(clock.today(), clock instanceof MovableClock);
  }

  @PutMapping
  @AllowedTo({Role.HANDLER, Role.LEADER, Role.SYSTEM_ADMIN})
  synchronized BusinessDay move(@Valid @RequestBody DayChange change) {
    if (!(clock instanceof MovableClock movable)) {
      throw ProblemException.notFound();
    }
    LocalDate from = clock.today();
    if (change.day().isBefore(from)) {
      throw ProblemException.refused(
          List.of(Refusal.incomplete("业务日期只能向后移动，当前为 " + from + "。", null, "day")));
    }
    if (change.day().isAfter(from.plusYears(5))) {
      throw ProblemException.refused(List.of(Refusal.incomplete("一次最多向后移动五年。", null, "day")));
    }
    for (LocalDate day = nextChange(from); day.isBefore(change.day()); day = nextChange(day)) {
      liveThrough(movable, day);
    }
    liveThrough(movable, change.day());
    return day();
  }

  /** The next day that brings something about in one of the jurisdictions. */
  private LocalDate nextChange(LocalDate after) {
    return shelf.jurisdictions().stream()
        .flatMap(jurisdiction -> casebook.nextChange(jurisdiction, after).stream())
        .min(LocalDate::compareTo)
        .orElse(LocalDate.MAX);
  }

  private void liveThrough(MovableClock movable, LocalDate day) {
    movable.moveTo(day);
    for (String jurisdiction : shelf.jurisdictions()) {
      casebook.refresh(jurisdiction, day, movable.now(), Progress.SILENT);
    }
  }
}
