// A host that has one answer to every question, and remembers the questions.
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

public sealed class AnsweringHost : PSHost
{
    private readonly AnsweringUI _ui;
    public AnsweringHost(string answer) { _ui = new AnsweringUI(answer); }
    public List<string> Questions { get { return _ui.Questions; } }
    public List<string> Shown { get { return _ui.Shown; } }
    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name { get { return "AnsweringHost"; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override PSHostUserInterface UI { get { return _ui; } }
    public override void EnterNestedPrompt() { throw new NotImplementedException(); }
    public override void ExitNestedPrompt() { throw new NotImplementedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class AnsweringUI : PSHostUserInterface
{
    private readonly string _answer;
    public AnsweringUI(string answer) { _answer = answer; }
    public List<string> Questions { get; } = new List<string>();
    public List<string> Shown { get; } = new List<string>();
    public override PSHostRawUserInterface RawUI { get { return null; } }
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Questions.Add(descriptions[0].Name + " as " + descriptions[0].ParameterTypeName);
        SecureString typed = new SecureString();
        foreach (char c in _answer) typed.AppendChar(c);
        return new Dictionary<string, PSObject> { { descriptions[0].Name, PSObject.AsPSObject(typed) } };
    }
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add(message);
        throw new NotImplementedException();
    }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotImplementedException(); }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotImplementedException(); }
    public override string ReadLine() { throw new NotImplementedException(); }
    public override SecureString ReadLineAsSecureString() { throw new NotImplementedException(); }
    public override void Write(string value) { Shown.Add(value); }
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }
    public override void WriteDebugLine(string message) { Shown.Add(message); }
    public override void WriteErrorLine(string value) { Shown.Add(value); }
    public override void WriteLine(string value) { Shown.Add(value); }
    public override void WriteProgress(long sourceId, ProgressRecord record) { Shown.Add(record.ToString()); }
    public override void WriteVerboseLine(string message) { Shown.Add(message); }
    public override void WriteWarningLine(string message) { Shown.Add(message); }
}
