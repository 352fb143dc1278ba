/** Submissions not yet filed. */
@NullMarked
package zhunsheng.casebook.draft;

import org.jspecify.annotations.NullMarked;
