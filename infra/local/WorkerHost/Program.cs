using WorkerHost;

return await HostProgram.RunAsync(args);
