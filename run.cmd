@echo off
rem Sets up what is missing, then opens Daybook on a made-up hub, or passes the tests. For developers on Windows.
rem   run.cmd                 open Daybook
rem   run.cmd test [--long]   pass the tests; --long adds the fault campaigns
setlocal EnableExtensions DisableDelayedExpansion
cd /d "%~dp0"

rem --- 1. a Python that Daybook runs on ---------------------------------------------------------------------
set "PY="
for %%v in (3.13 3.12 3.11 3.14) do if not defined PY py -%%v -c "" >nul 2>nul && set "PY=py -%%v"
if not defined PY python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))" >nul 2>nul && set "PY=python"
if not defined PY (
    echo Daybook needs Python 3.11 to 3.14. Install it from python.org with the "py" launcher and run this again. 1>&2
    exit /b 1
)

rem --- 2. what Python must have -----------------------------------------------------------------------------
set "LOCK=requirements.lock"
if /i "%~1"=="test" set "LOCK=requirements-dev.lock"
for /f "delims=" %%h in ('%PY% -c "import hashlib, pathlib, sys; print(sys.version.split()[0], hashlib.sha256(pathlib.Path('%LOCK%').read_bytes()).hexdigest())"') do set "WANTED=%LOCK% %%h"
set "HELD="
if exist ".venv\.set-up-%LOCK%" set /p HELD=<".venv\.set-up-%LOCK%"
if "%HELD%"=="%WANTED%" goto work
echo Setting up Daybook's own Python packages in .venv (the first time takes a few minutes). 1>&2
if not exist ".venv\Scripts\python.exe" %PY% -m venv --clear .venv || exit /b 1
".venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "%LOCK%" || exit /b 1
>".venv\.set-up-%LOCK%" echo %WANTED%

rem --- 3. the work ------------------------------------------------------------------------------------------
:work
if /i "%~1"=="test" (
    ".venv\Scripts\python.exe" -m tests.pass_the_suite %2 %3 %4 %5 %6 %7 %8 %9
) else (
    ".venv\Scripts\python.exe" -m demo %*
)
exit /b %ERRORLEVEL%
