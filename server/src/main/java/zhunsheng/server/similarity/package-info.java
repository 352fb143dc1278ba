/**
 * What exists already that does the same: the files of each jurisdiction kept searchable, and what
 * reviewers say of what was found.
 */
@ApplicationModule(allowedDependencies = {"database", "regulation"})
@NullMarked
package zhunsheng.server.similarity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
