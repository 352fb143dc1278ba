package zhunsheng.casebook.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for an office: a turn in a step, or a returned run.
 *
 * @param step null, as the next three, for a returned run
 * @param office whose turn it is
 * @param filedBy office that filed the run
 * @param openedOn day the turn opened, or the day of the return
 * @param reminders times it was reminded (催办)
 */
public record TaskRow(
    String file,
    String fileName,
    String subject,
    String policy,
    String run,
    String procedure,
    String procedureTitle,
    @Nullable String step,
    @Nullable String stepTitle,
    @Nullable String assignment,
    @Nullable String party,
    String office,
    String filedBy,
    LocalDate openedOn,
    @Nullable LocalDate due,
    boolean overdue,
    int reminders) {}
