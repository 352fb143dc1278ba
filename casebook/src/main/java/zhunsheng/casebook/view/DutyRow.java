package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.assess.Assessment.DutyState;
import zhunsheng.policy.model.Citation;

/**
 * A duty on the day it was asked for.
 *
 * @param duty id, with its key for one of a series
 * @param daysLate days after {@code due} until done, or until the day asked for; 0 where it is not
 *     late
 * @param dueCertain false where {@code due} falls in a year whose holidays are not announced yet
 */
public record DutyRow(
    String file,
    String fileName,
    String subject,
    String policy,
    String duty,
    String title,
    DutyState state,
    String party,
    List<String> offices,
    @Nullable LocalDate opens,
    @Nullable LocalDate due,
    @Nullable LocalDate doneOn,
    long daysLate,
    List<String> procedures,
    @Nullable String proposal,
    boolean dueCertain,
    Citation citation) {}
