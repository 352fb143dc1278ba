package zhunsheng.casebook.view;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total rows over all pages, counted up to {@link #COUNTED}
 * @param more whether there are more than were counted
 * @param page number of this one, from 0
 */
public record Page<T>(List<T> items, long total, boolean more, int page, int size) {
  /** Nobody turns that many pages, and counting all of a million takes longer than showing some. */
  public static final long COUNTED = 10_000;

  /**
   * @param found rows found when counting one beyond {@link #COUNTED}
   */
  static <T> Page<T> of(List<T> items, long found, int page, int size) {
    return new Page<>(items, Math.min(found, COUNTED), found > COUNTED, page, size);
  }

  public Page {
    items = List.copyOf(items);
  }
}
