package zhunsheng.policy.worked;

import java.time.LocalDate;
import zhunsheng.policy.act.Command;
import zhunsheng.policy.file.Actor;

/** Something that was done on a file and accepted. */
public record Deed(String file, String subject, Command command, Actor actor, LocalDate day) {}
