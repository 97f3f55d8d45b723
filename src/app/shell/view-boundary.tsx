import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { EmptyView } from "./empty-view.tsx";

interface BoundaryProps {
  /** What is shown: another one is tried anew. */
  readonly name: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly message: string | null;
  readonly name: string;
}

/** Keeps the frame of the page where a view cannot be drawn, says why, and draws it again when asked to. */
export class ViewBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { message: null, name: this.props.name };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ name }: BoundaryProps, state: BoundaryState): BoundaryState {
    return name === state.name ? state : { message: null, name };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <EmptyView sentence={`This view could not be drawn: ${message}`}>
        <Button variant="default" size="xs" onClick={() => this.setState({ message: null })}>
          Draw it again
        </Button>
      </EmptyView>
    );
  }
}
