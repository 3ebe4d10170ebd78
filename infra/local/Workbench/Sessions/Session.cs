using Workbench.Dcc;

namespace Workbench.Sessions;

/// <summary>One browser at the workbench: who uses it, what its last click called, what it was answered.</summary>
public sealed class Session
{
    private const int MaxCalls = 40;
    private const int MaxAnswers = 40;
    private const int MaxSearches = 20;

    private readonly Lock gate = new();
    private readonly List<RecordedCall> calls = [];
    private readonly BoundedMap<string, KnownAnswer> answers = new(MaxAnswers);
    private readonly BoundedMap<PreFicheKey, IdentitySearchResult> searches = new(MaxSearches);
    private bool redirects;
    private DccUser user = DccUser.Default;
    private string? notice;

    public DccUser User
    {
        get => user;
        set
        {
            // What one user was shown is not for the next one.
            lock (gate)
            {
                user = value;
                answers.Clear();
                searches.Clear();
                calls.Clear();
            }
        }
    }

    /// <summary>The calls of the last click, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>A click begins; the page after a redirect belongs to the click before.</summary>
    /// <param name="isPost">True for a form, whose answer is a redirect.</param>
    public void Click(bool isPost)
    {
        lock (gate)
        {
            if (!redirects || isPost)
            {
                calls.Clear();
            }

            redirects = isPost;
        }
    }

    /// <summary>The form was answered by a page of its own: no other belongs to its click.</summary>
    public void Answered()
    {
        lock (gate)
        {
            redirects = false;
        }
    }

    public void Add(RecordedCall call)
    {
        lock (gate)
        {
            if (calls.Count < MaxCalls)
            {
                calls.Add(call);
            }
        }
    }

    /// <summary>A sentence for the next page.</summary>
    public void Tell(string sentence) => notice = sentence;

    /// <summary>The sentence that was left, once.</summary>
    public string? TakeNotice() => Interlocked.Exchange(ref notice, null);

    /// <summary>The answer to a GET with its ETag, so that the next one can ask whether it still holds.</summary>
    internal KnownAnswer? Known(string path)
    {
        lock (gate)
        {
            return answers.Find(path);
        }
    }

    internal void Keep(string path, KnownAnswer answer)
    {
        lock (gate)
        {
            answers.Set(path, answer);
        }
    }

    /// <summary>What the user's own search for a pré-fiche found, or null.</summary>
    public IdentitySearchResult? Found(PreFicheKey preFiche)
    {
        lock (gate)
        {
            return searches.Find(preFiche);
        }
    }

    /// <summary>Keeps what a search found; null forgets it.</summary>
    public void KeepFound(PreFicheKey preFiche, IdentitySearchResult? found)
    {
        lock (gate)
        {
            if (found is null)
            {
                searches.Remove(preFiche);
            }
            else
            {
                searches.Set(preFiche, found);
            }
        }
    }
}

/// <summary>An answer that has an ETag.</summary>
internal sealed record KnownAnswer(string ETag, byte[] Body);
