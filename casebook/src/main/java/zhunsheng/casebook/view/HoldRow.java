package zhunsheng.casebook.view;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zhunsheng.policy.model.Citation;

/** A hold in force, as last assessed. */
public record HoldRow(
    String file,
    String fileName,
    String subject,
    String office,
    String policy,
    String hold,
    String title,
    String message,
    @Nullable LocalDate since,
    List<String> blocks,
    Citation citation) {}
