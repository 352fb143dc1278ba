/**
 * The screens: static files from the jar, and their first page for every address that is a
 * screen's.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package zhunsheng.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
