package zhunsheng.policy.act;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import zhunsheng.policy.file.Actor;
import zhunsheng.policy.file.Run;
import zhunsheng.policy.model.Procedure;
import zhunsheng.policy.model.Procedure.ChoiceEffect;

/** What people do to a run; each may be impossible as things stand, and is then refused. */
enum RouteOperation {
  OPINION {
    @Override
    void apply(RouteWorld w) {
      turn(w, 0, ChoiceEffect.NEXT, null);
    }
  },
  LAST_OPINION {
    @Override
    void apply(RouteWorld w) {
      turn(w, -1, ChoiceEffect.NEXT, null);
    }
  },
  REJECT {
    @Override
    void apply(RouteWorld w) {
      turn(w, 0, ChoiceEffect.END, null);
    }
  },
  RETURN_TO_FILER {
    @Override
    void apply(RouteWorld w) {
      turn(w, 0, ChoiceEffect.RETURN, null);
    }
  },
  RETURN_TO_FIRST_STEP {
    @Override
    void apply(RouteWorld w) {
      turn(w, 0, ChoiceEffect.RETURN, "intake");
    }
  },
  RETURN_TO_STEP_BEFORE {
    @Override
    void apply(RouteWorld w) {
      List<Run.Visit> visits = w.run().visits();
      turn(w, 0, ChoiceEffect.RETURN, visits.get(Math.max(0, visits.size() - 2)).step());
    }
  },
  WITHDRAW {
    @Override
    void apply(RouteWorld w) {
      w.decide(new Command.Withdraw(RouteWorld.RUN, "有误"), "unit_office");
    }
  },
  RESUBMIT {
    @Override
    void apply(RouteWorld w) {
      w.decide(w.submit("request", RouteWorld.RUN, Map.of("name", "乙")), "unit_office");
    }
  },
  TRANSFER {
    @Override
    void apply(RouteWorld w) {
      for (Run.Assignment a : open(w)) {
        w.decide(new Command.Transfer(RouteWorld.RUN, a.id(), "extra_office", "由其承办"), a.office());
        return;
      }
    }
  },
  DELEGATE_BEGINS {
    @Override
    void apply(RouteWorld w) {
      for (Run.Assignment a : open(w)) {
        w.delegations.add(
            new Actor.Delegation(a.office(), "archive_office", w.today, w.today.plusDays(2)));
      }
    }
  },
  DELEGATE_ENDS {
    @Override
    void apply(RouteWorld w) {
      w.today = w.today.plusDays(3);
    }
  },
  DELEGATE_ACTS {
    @Override
    void apply(RouteWorld w) {
      String step = w.openStep();
      w.decide(
          w.act(null, step.isEmpty() ? "receive" : RouteWorld.first(step), null), "archive_office");
    }
  },
  ADD_REVIEWER {
    @Override
    void apply(RouteWorld w) {
      w.decide(new Command.AddReviewer(RouteWorld.RUN, "extra_office", "请提意见"), "archive_office");
    }
  },
  REMOVE_REVIEWER {
    @Override
    void apply(RouteWorld w) {
      w.decide(
          new Command.RemoveReviewer(RouteWorld.RUN, "extra_office", "不再需要"), "archive_office");
    }
  },
  REVIEWER_ACTS {
    @Override
    void apply(RouteWorld w) {
      String step = w.openStep();
      List<Procedure.Choice> choices = step.isEmpty() ? List.of() : RouteWorld.choices(step);
      String last = choices.isEmpty() ? "agree" : choices.getLast().id();
      w.decide(w.act(null, last, null), "extra_office");
    }
  },
  REMIND {
    @Override
    void apply(RouteWorld w) {
      w.decide(new Command.Remind(RouteWorld.RUN, null, "请尽快"), "unit_office");
    }
  },
  COPY {
    @Override
    void apply(RouteWorld w) {
      w.decide(new Command.Copy(RouteWorld.RUN, List.of("extra_office"), "知悉"), "archive_office");
    }
  },
  CONDITION_CHANGES {
    @Override
    void apply(RouteWorld w) {
      boolean large = Boolean.TRUE.equals(w.file.facts().get("large"));
      w.decide(w.submit("correction", null, Map.of("large", !large)), "unit_office");
    }
  },
  OFFICE_CHANGES {
    @Override
    void apply(RouteWorld w) {
      boolean one = "desk_one".equals(w.file.facts().get("desk"));
      w.decide(
          w.submit("correction", null, Map.of("desk", one ? "desk_two" : "desk_one")),
          "unit_office");
    }
  };

  abstract void apply(RouteWorld w);

  /** A day passes before it in a walk. */
  static void nextDay(RouteWorld w) {
    LocalDate next = w.today.plusDays(1);
    w.today = next;
  }

  private static List<Run.Assignment> open(RouteWorld w) {
    return w.openStep().isEmpty() ? List.of() : w.openVisit().openAssignments();
  }

  private static void turn(RouteWorld w, int which, ChoiceEffect effect, String returnTo) {
    List<Run.Assignment> open = open(w);
    if (open.isEmpty()) {
      return;
    }
    Run.Assignment a = which < 0 ? open.getLast() : open.get(which);
    for (Procedure.Choice c : RouteWorld.choices(w.openStep())) {
      if (c.effect() == effect) {
        w.decide(w.act(a.id(), c.id(), returnTo), a.office());
        return;
      }
    }
  }
}
