//! The `weltlage` command: arguments in, libraries called, output written. Exit code 0 when all went well, 2 when something
//! could not be read or written.

#![allow(clippy::print_stderr)]

mod args;
mod eval;
mod explain;
mod input;
mod output;
mod parse;
mod read;
mod report;
mod resources;
mod train;

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser};

use crate::args::{Cli, Command};

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("weltlage: {}", output::describe(&error));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<bool> {
    match &cli.command {
        Command::Read(args) => read::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Parse(args) => parse::run(args),
        Command::Train(args) => train::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "weltlage", &mut std::io::stdout());
            Ok(true)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            std::io::stdout().write_all(&page)?;
            Ok(true)
        }
    }
}
