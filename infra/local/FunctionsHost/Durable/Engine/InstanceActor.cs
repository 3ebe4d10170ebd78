namespace FunctionsHost.Durable.Engine;

/// <summary>One instance: takes its messages one after the other. It retires when nothing of the instance need be in memory.</summary>
internal sealed class InstanceActor(string id, DurableEngine engine)
{
    /// <summary>When what the storage refused is tried again.</summary>
    public static readonly TimeSpan StorageRetry = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly InstanceHandler handler = new(id, engine);
    private Queue<Letter> mailbox = new();
    private bool busy;
    private bool retired;

    /// <summary>The instance as last written; null where it is not in memory.</summary>
    public Storage.InstanceRecord? Snapshot => handler.Snapshot;

    /// <summary>False where it has retired: another takes its place.</summary>
    public bool TryPut(Letter letter)
    {
        lock (gate)
        {
            if (retired)
            {
                return false;
            }

            engine.Work.Begin();
            mailbox.Enqueue(letter);
            if (busy)
            {
                return true;
            }

            busy = true;
        }

        _ = Task.Run(ProcessAsync);
        return true;
    }

    private async Task ProcessAsync()
    {
        while (Next() is { } letters)
        {
            try
            {
                await HandleAsync(letters);
            }
            catch (Exception e) when (engine.IsStopped)
            {
                Refuse(letters, e);
            }
            catch (Exception e)
            {
                engine.Log.StorageFailed(id, e);
                handler.Forget();
                await RetryAsync(letters, e);
            }

            engine.Work.End(letters.Count);
        }
    }

    private List<Letter>? Next()
    {
        lock (gate)
        {
            if (mailbox.Count == 0)
            {
                busy = false;
                retired = handler.IsIdle;
                if (retired)
                {
                    engine.Retire(id, this);
                }

                return null;
            }

            List<Letter> letters = [mailbox.Dequeue()];
            while (letters[0].Message is Arrive && mailbox.TryPeek(out Letter? next) && next.Message is Arrive)
            {
                letters.Add(mailbox.Dequeue());
            }

            return letters;
        }
    }

    private async Task HandleAsync(List<Letter> letters)
    {
        if (engine.IsStopped)
        {
            Refuse(letters, new OperationCanceledException("The host has stopped."));
            return;
        }

        try
        {
            if (letters[0].Message is Arrive)
            {
                await handler.ArriveAsync(letters);
            }
            else
            {
                object? answer = await handler.HandleAsync(letters[0].Message);
                letters[0].Answer?.TrySetResult(answer);
            }
        }
        catch (Exception e) when (e is DurableRequestException or OrchestrationAlreadyExistsException)
        {
            Refuse(letters, e);
        }
    }

    /// <summary>
    /// Who asked is told; what was told must not get lost. The write may have been done all the same, so what it asked for is sent first.
    /// </summary>
    private async Task RetryAsync(List<Letter> letters, Exception e)
    {
        Refuse(letters, e);
        List<Letter> kept = [new Letter(new Wake(Recover: true), Answer: null), .. letters.Where(l => l.Answer is null && l.Message is not Wake)];
        await Task.Delay(StorageRetry);
        lock (gate)
        {
            engine.Work.Begin(kept.Count);
            mailbox = new Queue<Letter>([.. kept, .. mailbox]);
        }
    }

    private static void Refuse(List<Letter> letters, Exception e)
    {
        foreach (Letter letter in letters)
        {
            letter.Answer?.TrySetException(e);
        }
    }
}
