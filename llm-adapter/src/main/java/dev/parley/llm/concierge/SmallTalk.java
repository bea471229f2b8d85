package dev.parley.llm.concierge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers say that no fact answers. The first that fits, in this order. */
enum SmallTalk {
  /** Wants to know whether they talk to a person, or wants it to pose as one. */
  ARE_YOU_HUMAN(
      ".*\\b(are|aren't|r) (you|u)( \\w+){0,3} (NATURE)\\b.*"
          + "|.*\\b(am|was) i( \\w+)? (talking|speaking|chatting)( \\w+){0,3} (NATURE)\\b.*"
          + "|.*\\b(is|isn't) (this|that|it)( just| actually| really)?( an?| the)?( real| live| human)? (NATURE)\\b.*"
          + "|is there (a |any )?(real |live )?(human|person|robot|machine)( there| here| on the line)?"
          + "|.*\\b(do|did) i( \\w+)? (talk|speak|have)( \\w+){0,4} (NATURE)\\b.*"
          + "|.*\\byou('re| are|r| sound| seem| must be)( \\w+){0,3} (NATURE)\\b.*"
          + "|.*\\b(say|pretend|admit|claim|act|answer)\\b.*\\byou\\b.*\\b(NATURE)\\b.*"
          + "|(and )?(who|what) (are|r) you( really)?"
          + "|.*\\bwho (am i (talking|speaking) (to|with)|do i (talk|speak) to|is this|is speaking).*"
          + "|.*\\bwhat is your name|what's your name"),
  REPEAT(
      "(sorry |excuse me )?((can|could|would) you )?(please )?(repeat|say)( that| it)?( again)?( please)?"
          + "|what did you say|pardon( me)?|excuse me|i did(n't| not) (understand|get|hear)( you| that)?"
          + "|(sorry )?what|come again|again please"
          + "|(can|could) you (speak|talk)( a little| a bit)? (slower|slowly|louder)"),
  CAPABILITIES(
      "(so )?what (can|do) (you|i) (do|know|help|ask)( you| me)?( with| about| for me)?"
          + "|(can|could) you help( me)?|help( me)?( please)?|i (have|'ve got|need) (a question|help)"
          + "|what (are you able to|else can you) do|how (can|do) you help( me)?"),
  NEVER_MIND("(no )?(never mind|forget (it|that|about it)|cancel( that| it)?|drop it)"),
  WAIT(
      "(stop|wait|hold on|hang on|one moment|just a moment|one second|just a second|be quiet)"
          + "( please| a moment| a second| a minute)*"),
  THANKS(
      "(okay |ok |great |perfect |wonderful |no )?(thank you|thanks)( very much| so much| a lot)?( bye)?"),
  DONE(
      "(no )?(that is|that's|that will be|that was) (all|it|everything)( thank you| thanks| for now)*"
          + "|nothing( else)?( thank you| thanks)?|i('m| am) (done|fine)"),
  GOODBYE(
      "(okay |ok )?(goodbye|good bye|bye( bye)?|see you( later| soon)?|good night|have a (nice|good) (day|one))"
          + "( thank you| thanks)?"),
  HOW_ARE_YOU("(hello |hi )?how are you( doing)?( today)?|how is it going|what's up"),
  GREETING(
      "((hello|hi|hey|good (morning|afternoon|evening|day)|greetings)( there| again| everybody)?)+( hello| hi)*");

  private static final String NATURE =
      "robots?|bot|chat ?bot|humans?|person|people|machine|computer|program|software|a i|ai|"
          + "artificial( intelligence)?|recording|recorded|real|alive|automated|language model|llm|"
          + "chat ?g ?p ?t|siri|alexa|man|woman";

  private final Pattern pattern;

  SmallTalk(String regex) {
    this.pattern = Pattern.compile(regex.replace("NATURE", nature()));
  }

  // an enum's constructor can't read its static fields
  private static String nature() {
    return NATURE;
  }

  /**
   * @param said cleaned by {@link Spoken#clean}
   */
  static @Nullable SmallTalk of(String said) {
    for (SmallTalk kind : values()) {
      if (kind.pattern.matcher(said).matches()) {
        return kind;
      }
    }
    return null;
  }
}
