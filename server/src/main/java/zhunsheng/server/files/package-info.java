/**
 * Case files over HTTP: lists, one file with its assessment and history, commands, attachments,
 * drafts, forms.
 */
@ApplicationModule(
    allowedDependencies = {"database", "identity", "people", "problem", "regulation", "similarity"})
@NullMarked
package zhunsheng.server.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
