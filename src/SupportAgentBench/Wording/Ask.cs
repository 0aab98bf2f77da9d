namespace SupportAgentBench.Wording;

/// <summary>What an agent may ask a customer for.</summary>
public enum Ask { Photo, OrderNumber, Email, PostalCode, Name, Address, Details, Preference, Reason }

/// <summary>How a message speaks of an action: as done, as about to be done, or as a question that waits for a yes.</summary>
public enum Tense { Done, Will, Proposed }
